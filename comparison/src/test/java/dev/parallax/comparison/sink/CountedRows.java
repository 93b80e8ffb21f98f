package dev.parallax.comparison.sink;

import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.format.RowJson;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import dev.parallax.shared.sink.RowSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job of numbered rows, a hundred for each trigger: what is in the sink in the end can be worked out by hand. Of ten rows, seven replace a row of one of twenty words, two
 * are the only ones of their word, and one takes away such a one of an earlier trigger.
 */
final class CountedRows {
    static final WordsPipeline WORDS = new WordsPipeline();

    private static final long START = Instant.parse("2024-04-09T12:00:00Z").toEpochMilli();
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();
    private static final int ROWS_OF_A_TRIGGER = 100;
    private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

    private final String name;
    private final int count;

    /** @param name of the job, which no other test has */
    CountedRows(String name, int count) {
        this.name = name;
        this.count = count;
        FAILURES.put(name, new AtomicInteger());
    }

    static ViewRow<WordCount> row(long number) {
        int kind = (int) (number % 10);
        if (kind == 9) {
            long earlier = number - ROWS_OF_A_TRIGGER - 2;
            return ViewRow.removed("once " + earlier, slot(earlier));
        }
        String word = kind >= 7 ? "once " + number : "word " + number % 20;
        return new ViewRow<>(word, slot(number), number, new WordCount(number));
    }

    /** Five hundred rows have a window, so that there is something to keep of every stretch of the job. */
    private static Slot slot(long number) {
        long start = START + number / 500 * TEN_MINUTES;
        return new Slot(new Window(start, start + TEN_MINUTES), Slot.EVERY_EPOCH);
    }

    /** What a table of the rows holds in the end: JSON by what identifies the row. */
    Map<String, String> inTheEnd() {
        Map<String, String> rows = new TreeMap<>();
        for (long number = 0; number < count; number++) {
            ViewRow<WordCount> row = row(number);
            if (row.isRemoved()) {
                rows.remove(identity(row));
            } else {
                rows.put(identity(row), text(RowJson.bytes(WORDS, row)));
            }
        }
        return rows;
    }

    static String identity(ViewRow<WordCount> row) {
        return text(RowJson.identity(row));
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The job fails once, when the sink has flushed a trigger's rows and before their checkpoint is complete. */
    CountedRows failingOnce() {
        FAILURES.get(name).set(1);
        return this;
    }

    int failuresLeft() {
        return FAILURES.get(name).get();
    }

    StreamExecutionEnvironment job(RowSink sink) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                1,
                new Configuration()
                        .set(PipelineOptions.GENERIC_TYPES, false)
                        .set(PipelineOptions.OBJECT_REUSE, true)
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50))
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1)
                        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO));
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, count, RateLimiterStrategy.perCheckpoint(ROWS_OF_A_TRIGGER), Types.LONG);
        environment
                .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(new Rows(name, count / 2))
                .returns(Transformation.rows(WORDS))
                .sinkTo(sink.sink(WORDS))
                .name(sink.name());
        return environment;
    }

    private static final class Rows implements MapFunction<Long, ViewRow<WordCount>>, CheckpointedFunction {
        private static final long serialVersionUID = 1;

        private final String name;
        private final long failsAfter;
        private long last;

        private Rows(String name, long failsAfter) {
            this.name = name;
            this.failsAfter = failsAfter;
        }

        @Override
        public ViewRow<WordCount> map(Long number) {
            last = number;
            return row(number);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            if (last > failsAfter && FAILURES.get(name).getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("Planted: the checkpoint fails after row " + last + ".");
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            // It has none.
        }
    }
}
