package dev.parallax.shared.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.ViewRowType;
import dev.parallax.shared.format.Observed;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.format.RecordReader;
import dev.parallax.shared.format.RowFormat;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileRowSinkTest {
    private static final int ROWS = 3_000;

    @TempDir
    private Path directory;

    /** A checkpoint is due every tenth of a second; the task fails once behind the second one, until which rows come slowly, then at 4,000 in a second. */
    @ParameterizedTest
    @EnumSource
    void eachRowIsInOneFileThoughTheJobFails(RowFormat format) throws Exception {
        FailsOnce.LEFT.set(1);
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                (GeneratorFunction<Long, Long>) number -> number,
                                ROWS,
                                RateLimiterStrategy.perSecond(4_000),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(new FailsOnce())
                .returns(ViewRowType.of(new Observed()))
                .sinkTo(FileRowSink.into(directory, format).sink(new Observed()))
                .uid("rows");

        environment.execute();

        assertThat(FailsOnce.LEFT).hasValue(0);
        List<Path> files = files();
        assertThat(files)
                .hasSizeGreaterThan(4)
                .allMatch(file -> file.getFileName().toString().matches("rows-.*\\." + format.text()));
        List<Long> numbers = new ArrayList<>();
        for (Path file : files) {
            numbers.addAll(numbers(format, file));
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, ROWS).boxed().toList());
    }

    @Test
    void itSaysWhatItPromisesAndWhatItCanDo() {
        FileRowSink sink = FileRowSink.into(directory.resolve("new/one"), RowFormat.CSV);

        assertThat(sink.name()).isEqualTo("file:" + directory.resolve("new/one"));
        assertThat(sink.promise()).startsWith("Exactly once: ");
        assertThat(sink.modes()).containsExactlyInAnyOrder(OutputMode.APPEND, OutputMode.UPDATE);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileRowSink.into(file, RowFormat.CSV))
                .withMessageStartingWith("The directory " + file + " for rows cannot be made: ");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static List<Long> numbers(RowFormat format, Path file) throws IOException {
        RecordFormat reading =
                RecordFormat.named(format == RowFormat.NDJSON ? "json" : format.text(), EventShape.OF_FIELDS);
        List<Long> numbers = new ArrayList<>();
        try (RecordReader reader = reading.open(file, 0)) {
            for (InputRecord record = reader.next(); record != null; record = reader.next()) {
                JsonNode row = new ObjectMapper().readTree(record.event());
                numbers.add(row.get("count").asLong());
            }
        }
        return numbers;
    }

    /** Makes a row of a number; fails with the first one after the second checkpoint. */
    private static final class FailsOnce implements MapFunction<Long, ViewRow<Observed.Values>>, CheckpointListener {
        private static final AtomicInteger LEFT = new AtomicInteger();

        private transient boolean due;

        @Override
        public ViewRow<Observed.Values> map(Long number) throws InterruptedException {
            if (LEFT.get() > 0) {
                Thread.sleep(10); // so that there are rows left, however late the second checkpoint
            }
            if (due && LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("This failure is wanted.");
            }
            return Observed.row("k" + number, new Observed.Values(number, 1.5, "2.5", null, true));
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            due |= checkpoint >= 2;
        }
    }
}
