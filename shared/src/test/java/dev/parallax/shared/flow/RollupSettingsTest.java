package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.logic.CombinedClock;
import dev.parallax.shared.model.Epochs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollupSettingsTest {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration MINUS_A_MILLISECOND = Duration.ofMillis(-1);

    @Test
    void theTruthWaitsForNothingAndKeepsTheLedger() {
        RollupSettings truth = RollupSettings.batch(Day.TEN_MINUTES, 4, A_DAY);

        assertThat(truth.clock()).isEqualTo(ClockMode.NONE);
        assertThat(truth.ledger()).isTrue();
        assertThat(truth.deadLetters()).isTrue();
        assertThat(truth.epochs()).isEqualTo(Epochs.none());
    }

    @Test
    void theSpeedLayerRunsOnIngestTimeAndSkipsNoPartition() {
        Epochs epochs = Epochs.endingAt(List.of(1L));
        RollupSettings speed = RollupSettings.speed(Day.TEN_MINUTES, 4, A_DAY, epochs);

        assertThat(speed.clock()).isEqualTo(ClockMode.INGEST_TIME);
        assertThat(speed.outputMode()).isEqualTo(OutputMode.UPDATE);
        assertThat(speed.idleAfter()).isEqualTo(CombinedClock.NEVER_IDLE);
        assertThat(speed.epochs()).isEqualTo(epochs);
        assertThat(speed.ledger()).isFalse();
        assertThat(speed.deadLetters()).isFalse();
        assertThat(speed.withDeadLetters(true).deadLetters()).isTrue();
        assertThat(speed.withDeadLetters(true).withDeadLetters(false)).isEqualTo(speed);
    }

    @Test
    void negativeTimesAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(1, A_DAY, MINUS_A_MILLISECOND, Duration.ZERO, Duration.ZERO))
                .withMessage("The out-of-orderness must not be negative: PT-0.001S.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(1, A_DAY, Duration.ZERO, MINUS_A_MILLISECOND, Duration.ZERO))
                .withMessageStartingWith("The allowed lateness ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(1, A_DAY, Duration.ZERO, Duration.ZERO, MINUS_A_MILLISECOND))
                .withMessageStartingWith("The idle time ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(1, MINUS_A_MILLISECOND, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .withMessageStartingWith("The time that an event may be ahead ");
    }

    @Test
    void aLogHasAPartition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(0, A_DAY, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .withMessageContaining("not 0");
    }

    private static RollupSettings stream(
            int partitions, Duration maxAhead, Duration outOfOrderness, Duration allowedLateness, Duration idleAfter) {
        return RollupSettings.stream(
                Day.TEN_MINUTES, partitions, maxAhead, outOfOrderness, allowedLateness, idleAfter, OutputMode.UPDATE);
    }
}
