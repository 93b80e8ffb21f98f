package dev.parallax.comparison.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultSpecificationTest {
    @Test
    void putsTheFaultsInTheOrderOfTheirPlaces() {
        FaultSpecification faults =
                FaultSpecification.parse("taskmanager@40%,jobmanager@60%,broker@70%,redis@80%,poison@50%");

        assertThat(faults).hasToString("taskmanager@40%,poison@50%,jobmanager@60%,broker@70%,redis@80%");
    }

    @Test
    void takesAFaultAnyNumberOfTimesAndSpacesBehindCommas() {
        assertThat(FaultSpecification.parse("broker@70%, broker@12.5%,taskmanager@70%"))
                .hasToString("broker@12.5%,broker@70%,taskmanager@70%");
    }

    @Test
    void knowsWhatItStrikes() {
        FaultSpecification faults = FaultSpecification.parse("redis@10%");

        assertThat(faults.strikes(FaultTarget.REDIS)).isTrue();
        assertThat(faults.strikes(FaultTarget.BROKER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"40, 20000, 8000", "12.5, 8, 1", "0.001, 100, 1", "99.999, 10, 9", "50, 3, 1"})
    void countsTheRecordsBefore(String percent, long records, long before) {
        assertThat(new Fault(FaultTarget.BROKER, new BigDecimal(percent)).after(records))
                .isEqualTo(before);
    }

    @Test
    void namesThePossibleFaults() {
        assertThatThrownBy(() -> FaultSpecification.parse("zookeeper@40%"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--faults: there is no fault 'zookeeper'; there are taskmanager, jobmanager, broker, redis,"
                        + " poison.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broker", "broker@", "broker@40", "broker@-1%", "broker@40%,", "@40%", "broker@1e1%"})
    void saysHowOneIsWritten(String text) {
        assertThatThrownBy(() -> FaultSpecification.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "--faults names faults and their places in the log, like taskmanager@40%,broker@70%; '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker@0%", "broker@100%", "broker@250%", "broker@0.0%"})
    void refusesPlacesThatAreNotInTheMiddle(String text) {
        assertThatThrownBy(() -> FaultSpecification.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after more than 0 % of the log and before 100 %");
    }
}
