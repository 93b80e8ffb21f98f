package dev.parallax.benchmarks.micro;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
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

/** From the bytes of a line to an event of about two readings. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecodeBenchmark {
    private final DevicesPipeline pipeline = new DevicesPipeline();
    private final byte[][] lines = SampleEvents.lines();
    private int next;

    @Benchmark
    public DeviceEvent decode() throws BadRecord {
        return pipeline.decode(lines[next++ & SampleEvents.COUNT - 1]);
    }
}
