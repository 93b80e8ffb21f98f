package dev.parallax.connector.redis.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.connector.redis.server.TestRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.UnifiedJedis;

/** Records a second of the sink, beside a sink that does nothing and beside Jedis alone, in interleaved rounds in one process. */
final class SinkBenchmark {
    private static final int RECORDS = Integer.getInteger("benchmark.records", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int FIELDS = 200_000;
    private static final int PIPELINE = 2_000;
    private static final byte[] KEY = "benchmark".getBytes(UTF_8);
    private static final byte[] VALUE = new byte[64];

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    /** What a job does before the sink. */
    private enum Shape {
        STRAIGHT("Numbers straight into the sink"),
        COUNTED("Numbers, shuffled and counted by key (heap state)"),
        WORKED(
                "Numbers, shuffled and counted by key, each with the work of decoding a record (SHA-256 of 8 KB in its stead)");

        final String sentence;

        Shape(String sentence) {
            this.sentence = sentence;
        }
    }

    private static byte[] field(long number) {
        return Long.toString(number % FIELDS).getBytes(UTF_8);
    }

    private static RedisSinkBuilder<Long> builder() {
        return RedisSink.<Long>builder()
                .setConnection(TestRedis.shared())
                .setMapper(number -> RedisCommand.upsert(KEY, field(number), VALUE))
                .setGenerationKey("benchmark:generations");
    }

    @Test
    void printsRecordsASecond() throws Exception {
        String chosen = System.getProperty("benchmark.shape", "");
        for (Shape shape : chosen.isEmpty() ? Shape.values() : new Shape[] {Shape.valueOf(chosen)}) {
            measure(shape);
        }
    }

    private static void measure(Shape shape) throws Exception {
        Map<String, Callable<Double>> programs = new LinkedHashMap<>();
        programs.put("sink, versioned upserts", () -> job(shape, builder().build()));
        programs.put(
                "sink, versioned upserts, swept",
                () -> job(shape, builder().setSweptKeys(List.of("benchmark")).build()));
        programs.put(
                "sink, plain HSET",
                () -> job(
                        shape,
                        builder()
                                .setMapper(number -> new RedisCommand.HashSet(KEY, field(number), VALUE, null))
                                .build()));
        programs.put(
                "no-op sink of the same shape",
                () -> job(shape, new NoOpSink(builder().build())));
        programs.put("DiscardingSink", () -> job(shape, new DiscardingSink<>()));
        programs.put("Jedis alone, pipelined HSET", SinkBenchmark::jedis);

        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Callable<Double>> program : programs.entrySet()) {
                try (UnifiedJedis redis = TestRedis.shared().connect()) {
                    redis.del("benchmark", "benchmark:generations");
                }
                double rate = program.getValue().call();
                // The first round warms up.
                if (round > 0) {
                    rates.computeIfAbsent(program.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        print(shape, rates);
    }

    private static void print(Shape shape, Map<String, List<Double>> rates) {
        PrintStream out = System.out;
        out.printf(
                "%n%s: %,d records, %,d fields of one hash, values of 64 bytes; %d interleaved rounds after one to warm up; %d processors%n",
                shape.sentence, RECORDS, FIELDS, ROUNDS, Runtime.getRuntime().availableProcessors());
        double noOp = median(rates.get("no-op sink of the same shape"));
        out.printf("%-32s %12s %12s %12s %9s%n", "records/s", "median", "least", "most", "of no-op");
        rates.forEach((name, values) -> out.printf(
                "%-32s %,12.0f %,12.0f %,12.0f %7.0f %%%n",
                name,
                median(values),
                values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                values.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                100 * median(values) / noOp));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static double job(Shape shape, Sink<Long> sink) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        environment.setParallelism(1);
        DataStream<Long> numbers = environment.fromSequence(1, RECORDS);
        if (shape != Shape.STRAIGHT) {
            numbers = numbers.keyBy(number -> number % FIELDS).map(new Count());
        }
        if (shape == Shape.WORKED) {
            numbers = numbers.map(new Work());
        }
        numbers.sinkTo(sink);
        return perSecond(environment.execute().getNetRuntime());
    }

    private static double jedis() {
        long begin = System.nanoTime();
        try (UnifiedJedis redis = TestRedis.shared().connect()) {
            for (long from = 1; from <= RECORDS; from += PIPELINE) {
                try (AbstractPipeline pipeline = redis.pipelined()) {
                    for (long number = from; number < from + PIPELINE && number <= RECORDS; number++) {
                        pipeline.hset(KEY, field(number), VALUE);
                    }
                }
            }
        }
        return perSecond((System.nanoTime() - begin) / 1_000_000);
    }

    private static double perSecond(long millis) {
        return RECORDS * 1_000.0 / millis;
    }

    /** What a job that writes updates does at the least: one state read and written for each. */
    private static final class Count extends RichMapFunction<Long, Long> {
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public Long map(Long number) throws IOException {
            Long before = count.value();
            count.update(before == null ? 1 : before + 1);
            return number;
        }
    }

    private static final class Work extends RichMapFunction<Long, Long> {
        private final byte[] record = new byte[8_192];
        private transient MessageDigest digest;

        @Override
        public void open(OpenContext context) throws NoSuchAlgorithmException {
            digest = MessageDigest.getInstance("SHA-256");
        }

        @Override
        public Long map(Long number) {
            record[0] = number.byteValue();
            // Added, so that the work cannot be left out; it adds nothing.
            return number + digest.digest(record).length - digest.getDigestLength();
        }
    }

    /** Maps, stamps, buffers and batches as the Redis sink does, and forgets each batch. */
    private static final class NoOpSink extends AsyncSinkBase<Long, RedisRequest> {
        private static final long serialVersionUID = 1;

        private final RedisSinkSettings<Long> settings;

        NoOpSink(RedisSink<Long> sink) {
            super(new RequestConverter<>(sink.settings().mapper(), 1, null), 1, 1, 2, 1, 1, 1);
            this.settings = sink.settings();
        }

        @Override
        public StatefulSinkWriter<Long, BufferedRequestState<RedisRequest>> createWriter(WriterInitContext context) {
            return new AsyncSinkWriter<>(
                    new RequestConverter<>(settings.mapper(), settings.maxRecordBytes(), new VersionStamp(1, 0)),
                    context,
                    RedisSinkWriter.configuration(settings),
                    List.of(),
                    new SimpleBatchCreator<>(settings.maxBatchBytes()),
                    new DequeRequestBuffer<>()) {
                @Override
                protected void submitRequestEntries(List<RedisRequest> requests, ResultHandler<RedisRequest> result) {
                    result.complete();
                }

                @Override
                protected long getSizeInBytes(RedisRequest request) {
                    return request.bytes();
                }
            };
        }

        @Override
        public StatefulSinkWriter<Long, BufferedRequestState<RedisRequest>> restoreWriter(
                WriterInitContext context, Collection<BufferedRequestState<RedisRequest>> states) {
            return createWriter(context);
        }

        @Override
        public SimpleVersionedSerializer<BufferedRequestState<RedisRequest>> getWriterStateSerializer() {
            return new RequestStateSerializer();
        }
    }
}
