package dev.parallax.benchmarks.micro;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the rollup does with an accumulator. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AggregateBenchmark {
    private final Aggregate<Reading, Temperatures> aggregate = new DevicesPipeline().aggregate();
    private final Reading[] readings = new Reading[SampleEvents.COUNT];
    private final Temperatures[] accumulators = new Temperatures[SampleEvents.COUNT];
    private int next;

    public AggregateBenchmark() {
        DevicesPipeline pipeline = new DevicesPipeline();
        byte[][] lines = SampleEvents.lines();
        for (int i = 0; i < SampleEvents.COUNT; i++) {
            DeviceEvent event = decoded(pipeline, lines[i]);
            readings[i] = event.readings().get(0);
            accumulators[i] = aggregate.add(aggregate.empty(), readings[i]);
        }
    }

    static DeviceEvent decoded(DevicesPipeline pipeline, byte[] line) {
        try {
            return pipeline.decode(line);
        } catch (BadRecord e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Temperatures add() {
        int i = next++ & SampleEvents.COUNT - 1;
        return aggregate.add(accumulators[i], readings[i]);
    }

    @Benchmark
    public Temperatures merge() {
        int i = next++ & SampleEvents.COUNT - 1;
        return aggregate.merge(accumulators[i], accumulators[(i + 1) % SampleEvents.COUNT]);
    }
}
