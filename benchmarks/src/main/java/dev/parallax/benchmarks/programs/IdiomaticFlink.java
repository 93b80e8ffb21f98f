package dev.parallax.benchmarks.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The same rows by a DataStream program as a newcomer would write it: POJOs, Jackson, a keyed state that recognises copies, Flink's own windows. It differs in
 * one thing: temperatures are whole numbers, because sums of doubles depend on the order, and rows must be equal to be compared.
 */
@Command(name = "idiomatic-flink")
public final class IdiomaticFlink implements Runnable {
    @Option(names = "--events", required = true)
    private Path events;

    @Option(names = "--out", required = true)
    private Path out;

    @Option(names = "--work", required = true)
    private Path work;

    @Option(names = "--mode", required = true)
    private RuntimeExecutionMode mode;

    @Option(names = "--parallelism", required = true)
    private int parallelism;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new IdiomaticFlink()).execute(arguments));
    }

    @Override
    public void run() {
        try {
            runJob();
        } catch (Exception e) {
            throw new IllegalStateException("The job failed.", e);
        }
    }

    private void runJob() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.toUri().toString());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.setRuntimeMode(mode);
        if (mode == RuntimeExecutionMode.STREAMING) {
            environment.enableCheckpointing(10_000);
        }
        build(environment);
        environment.execute("idiomatic Flink");
    }

    private void build(StreamExecutionEnvironment environment) throws IOException {
        // Each file is in order, but two of them behind each other are not: a reader each.
        int files = InputFiles.in(events).size();
        FileSource<String> source = FileSource.forRecordStreamFormat(
                        new TextLineInputFormat(), org.apache.flink.core.fs.Path.fromLocalFile(events.toFile()))
                .build();
        FileSink<String> sink = FileSink.forRowFormat(
                        org.apache.flink.core.fs.Path.fromLocalFile(out.toFile()), new SimpleStringEncoder<String>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "events")
                .setParallelism(files)
                .flatMap(new ParseEvent())
                .setParallelism(files)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<IdiomaticEvent>forBoundedOutOfOrderness(Duration.ofMinutes(10))
                                .withTimestampAssigner((event, recorded) -> event.time))
                .setParallelism(files)
                .keyBy(event -> event.eventId)
                .process(new Deduplicate())
                .keyBy(event -> event.customerId)
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(10)))
                .aggregate(new Summarize(), new NameRow())
                .map(new WriteRow())
                .sinkTo(sink);
    }
}
