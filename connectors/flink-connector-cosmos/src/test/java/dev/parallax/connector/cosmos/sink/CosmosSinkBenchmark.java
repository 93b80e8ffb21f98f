package dev.parallax.connector.cosmos.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.CosmosServer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many rows a second go through the sink. What it prints holds for the machine and the server it ran on. */
@Tag("benchmark")
class CosmosSinkBenchmark {
    private static final long ROWS = 100_000;

    @RegisterExtension
    static final CosmosServer SERVER = new CosmosServer();

    @Test
    void measures() throws Exception {
        CosmosConnection connection = SERVER.empty();
        run("warm-up, plain", sink(connection).build(), ROWS);
        run("warm-up, versioned", sink(SERVER.empty()).versioned().build(), ROWS);
        run("no-op sink", new DiscardingSink<>(), ROWS);
        run("plain, new items", sink(SERVER.empty()).build(), ROWS);
        run("plain, items that exist", sink(connection).build(), ROWS);
        CosmosConnection versioned = SERVER.empty();
        run("versioned, new items", sink(versioned).versioned().build(), ROWS);
        run("versioned, items of an earlier writer", sink(versioned).versioned().build(), ROWS);
        long start = System.nanoTime();
        try (CosmosItems items = CosmosItems.open(versioned)) {
            assertThat(items.readPartition("p").count()).isEqualTo(ROWS);
            report("read back", start, ROWS);
            start = System.nanoTime();
            assertThat(items.deletePartition("p")).isEqualTo(ROWS);
            report("partition deleted", start, ROWS);
        }
    }

    /** Meant for a heap of 1 GB, which the emulator shares: _JAVA_OPTIONS=-Xmx1g in the environment. */
    @Test
    void writesAMillionRowsAndReadsThemBack() throws Exception {
        long rows = 10 * ROWS;
        CosmosConnection connection = SERVER.empty();
        run("versioned, a million new items", sink(connection).versioned().build(), rows);
        long start = System.nanoTime();
        try (CosmosItems items = CosmosItems.open(connection)) {
            assertThat(items.readPartition("p").count()).isEqualTo(rows);
        }
        report("a million read back", start, rows);
        System.out.printf("The heap may grow to %d MB.%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static CosmosSinkBuilder<Long> sink(CosmosConnection connection) {
        return CosmosSink.<Long>builder().connection(connection).mapper(number -> {
            ObjectNode row =
                    JsonNodeFactory.instance.objectNode().put("count", number).put("sum", number * 0.5);
            return CosmosOperation.upsert("p", "key-" + number, row.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void run(String name, Sink<Long> sink, long rows) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        environment.enableCheckpointing(1000);
        environment
                .fromSource(
                        new DataGeneratorSource<>(number -> number, rows, Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .sinkTo(sink);
        long start = System.nanoTime();
        environment.execute();
        report(name, start, rows);
    }

    private static void report(String name, long start, long rows) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-40s %6.2f s %8.0f rows/s%n", name, seconds, rows / seconds);
    }
}
