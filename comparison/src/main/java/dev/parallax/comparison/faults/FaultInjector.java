package dev.parallax.comparison.faults;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.architectures.Architecture;
import dev.parallax.architectures.cluster.CompletedCheckpoint;
import dev.parallax.architectures.cluster.StreamPosition;
import dev.parallax.comparison.Disturbance;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.comparison.feed.LogFeeder;
import dev.parallax.comparison.report.FaultReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Strikes when its time has come, and watches how the streams recover. */
public final class FaultInjector implements Disturbance, AutoCloseable {
    /** So that a fault meets what no checkpoint holds yet: for the streams to read what was fed, and to tell of it. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(3);

    /** Beyond the longest start of a broker after a crash. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final FaultSpecification specification;
    private final RunProcesses processes;
    private final FeedPlan plan;
    private final SplittableRandom random;
    private final Map<String, StreamHistory> streams = new LinkedHashMap<>();
    private final List<Strike> strikes = new ArrayList<>();
    private final List<FaultReport.Moment> course = new ArrayList<>();
    private final ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "parallax-fault-watch");
        thread.setDaemon(true);
        return thread;
    });
    private LongSupplier fed;
    private long begun;

    /**
     * A fault that has happened.
     *
     * @param struck which process
     * @param record how many records had been fed
     * @param millis when, since the epoch
     * @param positions how far each stream had read, by the name of its architecture
     */
    private record Strike(
            Fault fault, String struck, long record, long millis, Map<String, StreamPosition> positions) {}

    /**
     * @param plan of the log with the poison in it
     * @param seed of what is left to chance
     */
    public FaultInjector(FaultSpecification specification, RunProcesses processes, FeedPlan plan, long seed) {
        this.specification = specification;
        this.processes = processes;
        this.plan = plan;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<LogFeeder.Stop> stops() {
        return specification.faults().stream()
                .map(fault -> {
                    long after = fault.after(plan.records());
                    return new LogFeeder.Stop(after, () -> strike(fault, after));
                })
                .toList();
    }

    @Override
    public Duration patience() {
        return LONGEST_OUTAGE;
    }

    @Override
    public void begin(List<Architecture<?>> architectures, LongSupplier recordsFed) {
        begun = System.currentTimeMillis();
        fed = recordsFed;
        architectures.forEach(each -> streams.put(each.name(), new StreamHistory(each.stream())));
        watching.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Map<String, Long> read = new LinkedHashMap<>();
        streams.forEach((name, stream) -> {
            StreamPosition position = stream.look();
            read.put(name, position.isKnown() ? position.records() : null);
        });
        synchronized (course) {
            course.add(new FaultReport.Moment(secondsTo(System.currentTimeMillis()), fed.getAsLong(), read));
        }
    }

    private void strike(Fault fault, long record) {
        if (fault.target() == FaultTarget.POISON) {
            strikes.add(new Strike(fault, "log", record, System.currentTimeMillis(), Map.of()));
            return;
        }
        awaitRead(record);
        Map<String, StreamPosition> positions = new LinkedHashMap<>();
        streams.forEach((name, stream) -> positions.put(name, stream.position()));
        long now = System.currentTimeMillis();
        strikes.add(new Strike(fault, processes.strike(fault.target(), random), record, now, positions));
    }

    private void awaitRead(long records) {
        Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(Duration.ofMillis(50))
                        .withMaxDuration(LONGEST_READING)
                        .withMaxRetries(-1)
                        .build())
                .get(() -> streams.values().stream()
                        .allMatch(stream -> stream.position().records() >= records));
    }

    @Override
    public void end() {
        watching.shutdownNow();
        streams.values().forEach(StreamHistory::look);
    }

    /** Watches no more. */
    @Override
    public void close() {
        watching.shutdownNow();
    }

    /** What has happened, and what it cost. */
    List<FaultReport.Event> events() {
        List<FaultReport.Event> events = new ArrayList<>();
        Set<String> counted = new HashSet<>();
        for (Strike strike : strikes) {
            List<FaultReport.Recovery> recoveries = new ArrayList<>();
            strike.positions().keySet().forEach(name -> recoveries.add(recovery(strike, name, counted)));
            events.add(new FaultReport.Event(
                    strike.fault().toString(),
                    strike.struck(),
                    strike.record(),
                    secondsTo(strike.millis()),
                    recoveries));
        }
        return events;
    }

    /** @param counted attempts that went on after an earlier strike already: what those read again is not read again once more */
    private FaultReport.Recovery recovery(Strike strike, String architecture, Set<String> counted) {
        StreamHistory stream = streams.get(architecture);
        Optional<CompletedCheckpoint> first = stream.firstAfter(strike.millis());
        Optional<StreamPosition> restarted =
                first.flatMap(each -> stream.lastAttempt(strike.millis(), each.completed()));
        // Everything writes to the broker and asks the JobManager; but a TaskManager may run no part of a stream.
        boolean hit = restarted.isPresent() || strike.fault().target() != FaultTarget.TASKMANAGER;
        StreamPosition before = strike.positions().get(architecture);
        Long again = 0L;
        if (restarted.isPresent()
                && counted.add(architecture + " " + restarted.get().begun())) {
            again = before.isKnown() ? before.readAgainFrom(restarted.get()) : null;
        }
        return new FaultReport.Recovery(
                architecture,
                restarted.isPresent(),
                hit
                        ? first.map(each -> (each.completed() - strike.millis()) / 1000.0)
                                .orElse(null)
                        : null,
                again);
    }

    /** How the streams went on. */
    List<FaultReport.Moment> course() {
        synchronized (course) {
            return List.copyOf(course);
        }
    }

    private double secondsTo(long millis) {
        return (millis - begun) / 1000.0;
    }
}
