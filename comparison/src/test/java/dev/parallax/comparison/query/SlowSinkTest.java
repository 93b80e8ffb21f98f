package dev.parallax.comparison.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.comparison.Laboratory;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.folder.FolderLog;
import dev.parallax.shared.log.folder.FolderSettings;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import dev.parallax.shared.query.CommitLog;
import dev.parallax.shared.query.QueryOutput;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.streaming.StreamQueryJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.class)
class SlowSinkTest {
    private static final int RECORDS = 300_000;

    /** The mini-cluster is in this JVM, and the sink too. */
    private static final CountDownLatch GATE = new CountDownLatch(1);

    @Test
    void aSinkThatTakesNothingStopsTheReadingInsteadOfFillingTheMemory(Laboratory laboratory, @TempDir Path directory)
            throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.write(
                in.resolve("words.json"),
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> "{\"event_time\":\"2024-04-09 12:00:00.000000\",\"data\":\"w" + i + "\"}")
                        .toList());
        StreamExecutionEnvironment environment = laboratory.cluster().environment(1);
        StreamQueryJob.build(
                environment,
                new WordsPipeline(),
                FolderLog.of(FolderSettings.of(in, RecordFormat.named("json", EventShape.OF_FIELDS))),
                RollupSettings.stream(
                        Windows.tumbling(Duration.ofMinutes(10)),
                        1,
                        Duration.ofDays(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        OutputMode.UPDATE),
                Duration.ofMillis(100),
                new QueryOutput(
                        List.of(new Barred()),
                        OutputMode.UPDATE,
                        1,
                        directory.resolve("dead-letters"),
                        directory.resolve("late"),
                        CommitLog.in(directory.resolve("commits"))));
        RunningJob job = laboratory.cluster().submit(environment, "slow sink");
        try {
            long[] stopped = {0};
            await().atMost(Duration.ofSeconds(60)).during(Duration.ofSeconds(3)).until(() -> {
                long before = stopped[0];
                stopped[0] = job.nextOffsets().getOrDefault(0, 0L);
                return stopped[0] > 0 && stopped[0] == before;
            });
            assertThat(stopped[0]).isLessThan(RECORDS);

            GATE.countDown();

            await().atMost(Duration.ofSeconds(60)).until(() -> job.nextOffsets().getOrDefault(0, 0L) == RECORDS);
        } finally {
            GATE.countDown();
            job.cancelIfRunning();
        }
    }

    /** Takes its first row when the gate is open. */
    private static final class Barred implements RowSink {
        @Override
        public String name() {
            return "barred";
        }

        @Override
        public Set<OutputMode> modes() {
            return EnumSet.allOf(OutputMode.class);
        }

        @Override
        public String promise() {
            return "None.";
        }

        @Override
        public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
            return new BarredSink<>();
        }
    }

    private static final class BarredSink<A> implements Sink<ViewRow<A>> {
        private static final long serialVersionUID = 1L;

        @Override
        public SinkWriter<ViewRow<A>> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(ViewRow<A> row, Context ignored) throws InterruptedException {
                    GATE.await();
                }

                @Override
                public void flush(boolean endOfInput) {
                    // Nothing is kept.
                }

                @Override
                public void close() {
                    // nothing is held open
                }
            };
        }
    }
}
