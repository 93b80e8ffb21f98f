package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.model.ViewRow;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** A job in this process that writes rows through a sink, and ends when they are written. */
final class RedriveJob {
    private RedriveJob() {}

    /** @param parked where a file can be put for as long as the job runs */
    static <A> void run(
            ParkedFiles parked, Collection<byte[]> records, RowSink sink, Pipeline<?, ?, A> pipeline, List<Path> jars)
            throws Exception {
        Path input = parked.directory().resolve(".redrive");
        write(records, input);
        try {
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                    1,
                    new Configuration()
                            .set(PipelineOptions.GENERIC_TYPES, false)
                            .set(PipelineOptions.OBJECT_REUSE, true)
                            .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
                            .set(
                                    PipelineOptions.JARS,
                                    jars.stream()
                                            .map(jar -> jar.toUri().toString())
                                            .toList()));
            environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
            environment
                    .fromSequence(0, 0)
                    .flatMap(new Reading<>(input.toString(), pipeline))
                    .returns(Transformation.rows(pipeline))
                    .name("parked rows")
                    .sinkTo(sink.sink(pipeline))
                    .name(sink.name());
            environment.execute("redrive to " + sink.name());
        } finally {
            Files.deleteIfExists(input);
        }
    }

    private static void write(Collection<byte[]> records, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (byte[] record : records) {
                out.writeInt(record.length);
                out.write(record);
            }
        }
    }

    /** Hands out the rows of a file, which need not fit into the description of the job. */
    private static final class Reading<A> implements FlatMapFunction<Long, ViewRow<A>> {
        private static final long serialVersionUID = 1;

        private final String file;
        private final Pipeline<?, ?, A> pipeline;

        private Reading(String file, Pipeline<?, ?, A> pipeline) {
            this.file = file;
            this.pipeline = pipeline;
        }

        @Override
        public void flatMap(Long only, Collector<ViewRow<A>> rows) throws IOException {
            RowBytes<A> bytes = new RowBytes<>(pipeline.accumulatorType());
            try (DataInputStream in = new DataInputStream(Files.newInputStream(Path.of(file)))) {
                while (true) {
                    int length;
                    try {
                        length = in.readInt();
                    } catch (EOFException atEnd) {
                        return;
                    }
                    rows.collect(bytes.read(in.readNBytes(length)));
                }
            }
        }
    }
}
