package dev.parallax.comparison.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.feed.CutRule;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.comparison.feed.FileInput;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PoisonTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    static Stream<Pipeline<?, ?, ?>> pipelines() {
        return Stream.of(new DevicesPipeline(), new WordsPipeline());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void isFourRecordsThatAreNoEvents(Pipeline<?, ?, ?> pipeline) throws IOException {
        List<byte[]> records = poison("poison@50%", pipeline).records();

        assertThat(records)
                .hasSize(4)
                .allSatisfy(record -> assertThat(entry(pipeline, record)
                                .unlessAheadBy(A_DAY.toMillis())
                                .isEvent())
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void isBrokenOrNotUtf8OrFarAheadOrLong(Pipeline<?, ?, ?> pipeline) throws IOException {
        List<byte[]> records = poison("poison@50%", pipeline).records();

        assertThat(new String(records.get(0), UTF_8)).startsWith("{").doesNotEndWith("}");
        assertThat(new String(records.get(1), UTF_8))
                .as("with the sign for what is no UTF-8")
                .contains("\uFFFD");
        assertThat(entry(pipeline, records.get(2)).isEvent())
                .as("an event, but from 2123")
                .isTrue();
        assertThat(records.get(3)).hasSizeGreaterThan(1 << 20);
    }

    @Test
    void isChosenByTheSeed() throws IOException {
        assertThat(poison("poison@50%", new DevicesPipeline()).insertions().stream()
                        .map(FeedPlan.Insertion::after))
                .isEqualTo(poison("poison@50%", new DevicesPipeline()).insertions().stream()
                        .map(FeedPlan.Insertion::after)
                        .toList())
                .first()
                .isEqualTo(500L);
    }

    @Test
    void movesNoCut() throws IOException {
        DevicesPipeline pipeline = new DevicesPipeline();
        FileInput<?> input = input(pipeline);
        FeedPlan plan = FeedPlan.of(input(pipeline), pipeline, new CutRule.Evenly(4), Duration.ofHours(1), any -> {});

        FeedPlan poisoned = plan.with(poison("poison@10%,poison@60%", pipeline).insertions());

        assertThat(input.partitions()).isEqualTo(4);
        assertThat(poisoned.records()).isEqualTo(plan.records() + 8);
        assertThat(poisoned.cuts().stream().map(Cut::time))
                .isEqualTo(plan.cuts().stream().map(Cut::time).toList());
        assertThat(poisoned.cuts().stream().map(Cut::records))
                .as("one half of it before the first cut, one between the second and the third")
                .isEqualTo(List.of(
                        plan.cuts().get(0).records() + 4,
                        plan.cuts().get(1).records() + 4,
                        plan.cuts().get(2).records() + 8,
                        plan.cuts().get(3).records() + 8));
    }

    @Test
    void isFoundAmongTheDeadLettersByteForByte() {
        DeadLetter<String> before = letter(0, "broken");
        DeadLetter<String> moved = letter(1, "broken");
        DeadLetter<String> poison = letter(0, "poison");

        assertThat(PoisonCheck.of(List.of(before), List.of(poison, moved), Stream.of("poison".getBytes(UTF_8))))
                .isEqualTo(new PoisonCheck(1, 0));
    }

    @Test
    void isMissedAmongTheDeadLetters() {
        assertThat(PoisonCheck.of(
                        List.of(letter(0, "broken")),
                        List.of(letter(0, "poisoN"), letter(1, "poison")),
                        Stream.of("poison".getBytes(UTF_8), "poison".getBytes(UTF_8))))
                .as("one of two was found, another letter is gone, and another one has come")
                .isEqualTo(new PoisonCheck(1, 2));
    }

    private static DeadLetter<String> letter(long offset, String record) {
        return new DeadLetter<>(
                DeadLetter.Kind.MALFORMED, "It is no event.", "log", new Place(0, offset), record.getBytes(UTF_8));
    }

    private <E> Poison poison(String faults, Pipeline<E, ?, ?> pipeline) throws IOException {
        return Poison.of(FaultSpecification.parse(faults), input(pipeline), pipeline, A_DAY, 1000, 7);
    }

    private static <E> LogEntry<E> entry(Pipeline<E, ?, ?> pipeline, byte[] record) {
        long ingest = GeneratorSettings.defaults("devices").start().toEpochMilli();
        return LogEntry.decode(pipeline, "log", new Place(0, 0), ingest, record);
    }

    private <E> FileInput<E> input(Pipeline<E, ?, ?> pipeline) throws IOException {
        Path file = directory.resolve(pipeline.name() + ".json");
        try (OutputStream out = Files.newOutputStream(file)) {
            new EventGenerator(GeneratorSettings.defaults(pipeline.name()).withEvents(1000)).writeTo(out);
        }
        return new FileInput<>(pipeline, FileLog.at(file, new IngestTime(null, A_DAY.toMillis())), 4);
    }
}
