package dev.parallax.benchmarks.programs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Finds cards that were tried and then used, in a file of payments: by a pattern of Flink CEP, or in keyed state. Prints how many there are, and a number that is the same if they are.
 *
 * <p>{@code benchmarks/fraud} measures both.
 */
@Command(name = "fraud")
public final class Fraud implements Runnable {
    @Option(names = "--events", required = true)
    private Path events;

    @Option(names = "--by", required = true)
    private By by;

    @Option(names = "--parallelism", required = true)
    private int parallelism;

    /** Which way. */
    enum By {
        PATTERN,
        STATE
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Fraud())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        environment.enableCheckpointing(10_000);
        FileSource<String> source = FileSource.forRecordStreamFormat(
                        new TextLineInputFormat(), org.apache.flink.core.fs.Path.fromLocalFile(events.toFile()))
                .build();
        KeyedStream<PaidByCard, String> payments = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "events")
                .setParallelism(1)
                .flatMap(new PaidByCard.Parse())
                .setParallelism(1)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<PaidByCard>forBoundedOutOfOrderness(Duration.ofMinutes(10))
                                .withTimestampAssigner((payment, recorded) -> payment.time))
                .setParallelism(1)
                .keyBy(payment -> payment.card);
        DataStream<String> found =
                by == By.PATTERN ? FraudByPattern.in(payments) : payments.process(new FraudByState());
        TreeSet<String> all = new TreeSet<>();
        try (CloseableIterator<String> each = found.executeAndCollect("fraud")) {
            for (Iterator<String> next = each; next.hasNext(); ) {
                all.add(next.next());
            }
        } catch (Exception e) {
            throw new IllegalStateException("The job failed.", e);
        }
        System.out.println(all.size() + " found, " + String.join(",", all).hashCode());
    }
}
