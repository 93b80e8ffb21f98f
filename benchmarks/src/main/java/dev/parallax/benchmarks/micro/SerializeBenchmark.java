package dev.parallax.benchmarks.micro;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What travels to the rollup (a share of an event, among the other things that do) and out of it (a row). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SerializeBenchmark {
    private static final String FLOW = "dev.parallax.shared.flow.";

    private final Codec<Object> shares;
    private final Codec<ViewRecord<Temperatures>> records = Codec.of(ViewRecord.class, Temperatures.class);
    private final Object[] share = new Object[SampleEvents.COUNT];
    private final ViewRow<?>[] row = new ViewRow<?>[SampleEvents.COUNT];
    private final byte[][] shareBytes = new byte[SampleEvents.COUNT][];
    private final byte[][] rowBytes = new byte[SampleEvents.COUNT][];
    private final DataOutputSerializer out = new DataOutputSerializer(4096);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private int next;

    public SerializeBenchmark() {
        try {
            shares = codecOfShares();
            prepare();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("There are no shares to measure with.", e);
        }
    }

    /** Shares are nobody's business but the flow's; this looks over its shoulder. */
    @SuppressWarnings("unchecked")
    private static Codec<Object> codecOfShares() throws ClassNotFoundException {
        return Codec.of((Class<Object>) Class.forName(FLOW + "Shuffled"), Temperatures.class);
    }

    private void prepare() throws IOException, ReflectiveOperationException {
        DevicesPipeline pipeline = new DevicesPipeline();
        Aggregate<Reading, Temperatures> aggregate = pipeline.aggregate();
        Constructor<?> newShare = Class.forName(FLOW + "Share").getDeclaredConstructors()[0];
        newShare.setAccessible(true);
        byte[][] lines = SampleEvents.lines();
        for (int i = 0; i < SampleEvents.COUNT; i++) {
            DeviceEvent event = AggregateBenchmark.decoded(pipeline, lines[i]);
            Temperatures temperatures = aggregate.empty();
            for (Reading reading : event.readings()) {
                temperatures = aggregate.add(temperatures, reading);
            }
            share[i] = newShare.newInstance(
                    event.customerId(),
                    event.eventTime(),
                    event.eventTime() - 600_000,
                    Slot.EVERY_EPOCH,
                    new Place(i % 4, i),
                    event.eventId(),
                    true,
                    event.hashCode(),
                    (long) event.readings().size(),
                    temperatures);
            Slot slot = new Slot(pipeline.windows().of(event.eventTime()).get(0), Slot.EVERY_EPOCH);
            row[i] = new ViewRow<>(event.customerId(), slot, temperatures.count(), temperatures);
            next = i;
            writeShare();
            shareBytes[i] = out.getCopyOfBuffer();
            next = i;
            writeRow();
            rowBytes[i] = out.getCopyOfBuffer();
        }
    }

    @Benchmark
    public int writeShare() throws IOException {
        out.clear();
        shares.write(share[next++ & SampleEvents.COUNT - 1], out);
        return out.length();
    }

    @Benchmark
    public Object readShare() throws IOException {
        in.setBuffer(shareBytes[next++ & SampleEvents.COUNT - 1]);
        return shares.read(in);
    }

    @Benchmark
    @SuppressWarnings("unchecked")
    public int writeRow() throws IOException {
        out.clear();
        records.write((ViewRow<Temperatures>) row[next++ & SampleEvents.COUNT - 1], out);
        return out.length();
    }

    @Benchmark
    public ViewRecord<Temperatures> readRow() throws IOException {
        in.setBuffer(rowBytes[next++ & SampleEvents.COUNT - 1]);
        return records.read(in);
    }
}
