package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows that differ for reasons that are rare, each worked out by hand. */
@ExtendWith(Laboratory.class)
class EvidenceTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();

    @TempDir
    Path directory;

    /** The copy lies in the second epoch, where the speed layer cannot know the first one: until the next batch run lambda counts both. */
    @Test
    void aDuplicateAcrossTheSeamIsRepeatedInLambdaAndNotInKappa(Laboratory laboratory) {
        Outcome<Temperatures> outcome = laboratory.compare(
                DEVICES,
                Laboratory.settings(DEVICES.windows(), 2),
                Laboratory.file(
                        directory,
                        List.of(
                                Events.device("a", "C1", "10:00:00", 20),
                                Events.device("b", "C1", "10:01:00", 21),
                                Events.device("c", "C1", "10:05:00", 22),
                                Events.device("a", "C1", "10:00:00", 20))),
                1);

        assertThat(kappa(outcome).atEnd().correct()).isEqualTo(1);
        assertThat(lambda(outcome).atEnd().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.causes()).isEqualTo(Set.of(Cause.REPEATED));
            assertThat(difference.truth().contributions()).isEqualTo(3);
            assertThat(difference.served().contributions()).isEqualTo(4);
        });
        assertNoDefect(outcome);
    }

    @Test
    void aCopyWithOtherContentIsADeadLetterAndTheFirstCopyCounts(Laboratory laboratory) {
        String other = Events.device("a", "C1", "10:00:00", 99);
        Outcome<Temperatures> outcome = laboratory.compare(
                DEVICES,
                Laboratory.settings(DEVICES.windows(), 1),
                Laboratory.file(directory, List.of(Events.device("a", "C1", "10:00:00", 20), other)),
                1);

        assertThat(outcome.counts().invalid()).isEqualTo(1);
        assertThat(outcome.counts().accepted()).isEqualTo(1);
        assertThat(outcome.counts().duplicates()).isZero();
        assertThat(outcome.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.INVALID);
            assertThat(letter.reason())
                    .isEqualTo("It was sent before with other content: a, at partition 0, offset 0.");
            assertThat(letter.place().offset()).isEqualTo(1);
            assertThat(new String(letter.bytes(), StandardCharsets.UTF_8)).isEqualTo(other);
        });
        assertThat(Laboratory.written(outcome, directory.resolve("out")).get("kappa"))
                .contains("\"max\":20,");
        assertNoDefect(outcome);
    }

    /**
     * The truth counts the copy in partition 0. A stream may read partition 1 first, so it counts what each partition says: 20 and 99 degrees.
     */
    @Test
    void conflictingCopiesOverPartitionsAreRepeated(Laboratory laboratory) throws IOException {
        Path log = Files.createDirectories(directory.resolve("log"));
        Files.writeString(log.resolve("0.json"), Events.device("a", "C1", "10:00:00", 20) + "\n");
        Files.writeString(log.resolve("1.json"), Events.device("a", "C1", "10:00:00", 99) + "\n");

        Outcome<Temperatures> outcome = laboratory.compare(DEVICES, Laboratory.settings(DEVICES.windows(), 1), log, 2);

        assertThat(outcome.counts().invalid()).isEqualTo(1);
        for (Findings<Temperatures> findings : outcome.architectures()) {
            assertThat(findings.atEnd().differences()).singleElement().satisfies(difference -> {
                assertThat(difference.causes()).isEqualTo(Set.of(Cause.REPEATED));
                assertThat(DEVICES.result(difference.truth().accumulator()).get("max"))
                        .hasToString("20");
                assertThat(difference.served().contributions()).isEqualTo(2);
                assertThat(DEVICES.result(difference.served().accumulator()).get("max"))
                        .hasToString("99");
            });
        }
        assertNoDefect(outcome);
    }

    @Test
    void anEventFromTheFarFutureIsInvalidAndMakesNothingLate(Laboratory laboratory) {
        String poisoned = Events.device("poison", "C1", "10:02:00", 21).replace("2023-01-05", "2099-01-05");
        Outcome<Temperatures> outcome = laboratory.compare(
                DEVICES,
                Laboratory.settings(DEVICES.windows(), 1),
                Laboratory.file(
                        directory,
                        List.of(
                                Events.device("a", "C1", "10:00:00", 20),
                                poisoned,
                                Events.device("b", "C1", "10:05:00", 22))),
                1);

        assertThat(outcome.counts().invalid()).isEqualTo(1);
        assertThat(kappa(outcome).atEnd().lateContributions()).isZero();
        assertThat(kappa(outcome).atEnd().correct()).isEqualTo(1);
        assertThat(outcome.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.bytes()).isEqualTo(poisoned.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Partition 1 is silent from 10:01 to 14:30 of ingest time. At the first cut, 12:00, partition 0 shows 11:00, so partition 1 is skipped and [10:00, 10:10)
     * is closed. What partition 1 then brings for it is not late by its own clock. (How much of partition 1 was read before it was skipped depends on the run:
     * the first record may be in the row or not.)
     */
    @Test
    void whatASkippedPartitionBringsLaterHasTheCauseIdle(Laboratory laboratory) throws IOException {
        Path log = Files.createDirectories(directory.resolve("log"));
        Files.write(
                log.resolve("0.json"),
                List.of(
                        ingested("10:00:00", Events.device("a", "C1", "10:00:00", 20)),
                        ingested("11:00:00", Events.device("b", "C1", "11:00:00", 20)),
                        ingested("12:00:00", Events.device("c", "C1", "12:00:00", 20)),
                        ingested("13:00:00", Events.device("d", "C1", "13:00:00", 20)),
                        ingested("14:00:00", Events.device("e", "C1", "14:00:00", 20))));
        Files.write(
                log.resolve("1.json"),
                List.of(
                        ingested("10:01:00", Events.device("f", "C2", "10:01:00", 20)),
                        ingested("14:30:00", Events.device("g", "C2", "10:05:00", 20))));
        Settings settings = Laboratory.settings(DEVICES.windows(), 2)
                .withIdleAfter(Duration.ofMinutes(30))
                .withOutputMode(OutputMode.APPEND);

        Outcome<Temperatures> outcome;
        try (var experiment = laboratory.prepare(DEVICES, settings, log, 2, "ingestedAt")) {
            outcome = experiment.run(UnaryOperator.identity(), UnaryOperator.identity());
        }

        assertThat(kappa(outcome).atCuts().get(0).correct())
                .as("closed although partition 1 was silent")
                .isPositive();
        assertThat(kappa(outcome).atEnd().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.row().key()).isEqualTo("C2");
            assertThat(difference.causes()).isEqualTo(Set.of(Cause.IDLE));
        });
        assertThat(lambda(outcome).atEnd().differences()).isEmpty();
        assertNoDefect(outcome);
    }

    private static String ingested(String time, String event) {
        return event.replaceFirst("\\{", "{\"ingestedAt\":\"2023-01-05 " + time + "\",");
    }

    private static Findings<Temperatures> kappa(Outcome<Temperatures> outcome) {
        return outcome.architectures().get(0);
    }

    private static Findings<Temperatures> lambda(Outcome<Temperatures> outcome) {
        return outcome.architectures().get(1);
    }

    private static void assertNoDefect(Outcome<Temperatures> outcome) {
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }
}
