package dev.parallax.comparison.soak;

import dev.parallax.comparison.crash.Installation;
import dev.parallax.processes.OwnProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** The resident memory of every process over time. */
final class Memory implements AutoCloseable {
    private static final int SECONDS_BETWEEN = 5;

    /** In this time of a run classes are loaded, caches filled and heaps grown. */
    private static final double HOURS_OF_WARMING = 10 / 60.0;

    private static final double MIB = 1 << 20;

    private final Installation installation;
    private final long started = System.nanoTime();
    private final Map<String, List<Sample>> samples = new TreeMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private record Sample(double hours, long pid, double mebibytes) {}

    /**
     * How the memory of a process went.
     *
     * @param starts how often it was started
     * @param least in MiB, as the others
     * @param slope in MiB an hour, over the whole run but its beginning; not a number where that is too short
     * @param error the slope's standard error
     */
    record Course(String process, long starts, double least, double mean, double most, double slope, double error) {}

    Memory(Installation installation) {
        this.installation = installation;
        clock.scheduleWithFixedDelay(this::sample, 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private synchronized void sample() {
        for (OwnProcess process : installation.javaProcesses()) {
            add(process.name(), process.pid(), process.residentBytes());
        }
        ProcessHandle self = ProcessHandle.current();
        add("the comparing process", self.pid(), resident(self.pid()));
        self.children()
                .filter(child -> child.info().command().orElse("").contains("redis"))
                .forEach(redis -> add("redis", redis.pid(), resident(redis.pid())));
    }

    /** What lives on the heap of this process, when all that is not needed any more has gone. */
    synchronized void sampleHeap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        add("heap of the comparing process", 0, runtime.totalMemory() - runtime.freeMemory());
    }

    private void add(String process, long pid, long bytes) {
        if (bytes > 0) {
            samples.computeIfAbsent(process, name -> new ArrayList<>()).add(new Sample(hours(), pid, bytes / MIB));
        }
    }

    private double hours() {
        return (System.nanoTime() - started) / 3.6e12;
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    synchronized List<Course> courses() {
        List<Course> courses = new ArrayList<>();
        samples.forEach((process, of) -> courses.add(course(process, of)));
        return courses;
    }

    private static Course course(String process, List<Sample> samples) {
        SimpleRegression line = new SimpleRegression();
        samples.stream()
                .filter(sample -> sample.hours > HOURS_OF_WARMING)
                .forEach(sample -> line.addData(sample.hours, sample.mebibytes));
        var all = samples.stream().mapToDouble(Sample::mebibytes).summaryStatistics();
        return new Course(
                process,
                samples.stream().mapToLong(Sample::pid).distinct().count(),
                all.getMin(),
                all.getAverage(),
                all.getMax(),
                line.getSlope(),
                line.getSlopeStdErr());
    }

    /** Every sample, as a table. */
    synchronized void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("process,seconds,pid,mebibytes"));
        samples.forEach((process, of) -> of.forEach(sample -> lines.add(
                String.format("%s,%.0f,%d,%.1f", process, sample.hours * 3600, sample.pid, sample.mebibytes))));
        Files.write(file, lines);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
