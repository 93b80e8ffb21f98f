package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.diff.ViewDiff;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Producers whose clocks are hours apart: nothing is lost or unexplained, and what can be seen of it is said. */
@ExtendWith(Laboratory.class)
class ClockSkewTest {
    private static final WordsPipeline WORDS = new WordsPipeline();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final LocalDateTime NOON = LocalDateTime.parse("2024-04-09T12:00:00");
    private static final int EVENTS = 60;

    @TempDir
    Path directory;

    /** The word owl, once a minute for an hour. */
    private void partition(int number, IntFunction<LocalDateTime> happened, IntFunction<LocalDateTime> taken) {
        List<String> lines = IntStream.range(0, EVENTS)
                .mapToObj(minute -> "{\"event_time\":\"" + TIME.format(happened.apply(minute))
                        + "\",\"data\":\"owl\",\"taken\":\"" + TIME.format(taken.apply(minute)) + "\"}")
                .toList();
        try {
            Files.write(Files.createDirectories(directory.resolve("log")).resolve(number + ".json"), lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome<WordCount> compare(Laboratory laboratory, int partitions) {
        try (var experiment = laboratory.prepare(
                WORDS, Laboratory.settings(WORDS.windows(), 3), directory.resolve("log"), partitions, "taken")) {
            return experiment.run(UnaryOperator.identity(), UnaryOperator.identity());
        }
    }

    private static void assertExact(ViewDiff<?> diff, long rows) {
        assertThat(diff.truthRows()).isEqualTo(rows);
        assertThat(diff.correct()).isEqualTo(rows);
        assertThat(diff.extra()).isZero();
    }

    @Test
    void aPartitionWhoseProducersAreHoursAheadMakesNothingLateInTheOthers(Laboratory laboratory) {
        partition(0, NOON::plusMinutes, minute -> NOON.plusMinutes(minute).plusSeconds(1));
        partition(1, minute -> NOON.plusMinutes(minute).plusHours(3), NOON::plusMinutes);

        Outcome<WordCount> outcome = compare(laboratory, 2);

        assertThat(outcome.plan().datedAhead().events()).isEqualTo(EVENTS);
        assertThat(outcome.plan().datedAhead().most()).isEqualTo(Duration.ofHours(3));
        assertThat(outcome.plan().datedAhead().partitions()).containsExactly(1);
        // Six windows of ten minutes at noon, and six at three.
        outcome.architectures().forEach(each -> assertExact(each.atEnd(), 12));
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    @Test
    void oneProducerThatIsHoursAheadMakesTheOthersOfItsPartitionLateAndEachIsCounted(Laboratory laboratory) {
        partition(
                0,
                minute -> NOON.plusMinutes(minute).plusHours(minute % 10 == 0 ? 3 : 0),
                minute -> NOON.plusMinutes(minute).plusSeconds(1));

        Outcome<WordCount> outcome = compare(laboratory, 1);

        assertThat(outcome.plan().datedAhead().events()).isEqualTo(6);
        ViewDiff<WordCount> kappa = outcome.architectures().get(0).atEnd();
        assertThat(kappa.truthRows()).isEqualTo(12);
        assertThat(kappa.correct()).isEqualTo(6);
        assertThat(kappa.missing()).isEqualTo(6);
        assertThat(kappa.lateContributions()).isEqualTo(54);
        assertThat(kappa.causes().get(Cause.LATE)).isEqualTo(6);
        assertExact(outcome.architectures().get(1).atEnd(), 12);
        assertThat(new ReportOf<>(outcome).report().log().datedAhead()).isEqualTo(6);
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    /** Their events say the same time as their records: that nobody can see. */
    @Test
    void producersThatAreHoursBehindLoseNothingAtAnyCut(Laboratory laboratory) {
        partition(0, NOON::plusMinutes, NOON::plusMinutes);
        partition(
                1,
                minute -> NOON.plusMinutes(minute).minusHours(3),
                minute -> NOON.plusMinutes(minute).minusHours(3));

        Outcome<WordCount> outcome = compare(laboratory, 2);

        assertThat(outcome.plan().datedAhead().events()).isZero();
        outcome.architectures().forEach(each -> {
            assertThat(each.atCuts()).allSatisfy(diff -> assertExact(diff, diff.truthRows()));
            assertExact(each.atEnd(), 12);
        });
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }
}
