package dev.parallax.processes;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.flink.configuration.HighAvailabilityOptions;

/** The processes of one cluster, whether they run or not. */
final class ClusterProcesses {
    /** Several JVMs start at once, perhaps on a machine that has other things to do. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final URI address;
    private final String zooKeeperAddress;
    private final ClusterRest rest;
    private final Optional<OwnProcess> zooKeeper;
    private final OwnProcess jobManager;
    private final List<OwnProcess> taskManagers;

    ClusterProcesses(ClusterConfiguration configuration, ClusterSettings settings, boolean detached) {
        address = URI.create("http://127.0.0.1:" + configuration.restPort());
        zooKeeperAddress = configuration.flink().get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, "");
        rest = new ClusterRest(address);
        zooKeeper = configuration.isHighlyAvailable()
                ? Optional.of(process(ZooKeeper.process(configuration), detached))
                : Optional.empty();
        jobManager = process(FlinkProcess.jobManager(configuration, settings.jobManagerOptions()), detached);
        taskManagers = IntStream.rangeClosed(1, settings.taskManagers())
                .mapToObj(number -> FlinkProcess.taskManager(number, configuration, settings.taskManagerOptions()))
                .map(launch -> process(launch, detached))
                .toList();
    }

    private static OwnProcess process(JavaProcess launch, boolean detached) {
        OwnProcess process = new OwnProcess(launch.detached(detached));
        process.find();
        return process;
    }

    URI address() {
        return address;
    }

    /** Empty if there is none. */
    String zooKeeperAddress() {
        return zooKeeperAddress;
    }

    ClusterRest rest() {
        return rest;
    }

    Optional<OwnProcess> zooKeeper() {
        return zooKeeper;
    }

    OwnProcess jobManager() {
        return jobManager;
    }

    List<OwnProcess> taskManagers() {
        return taskManagers;
    }

    /** In the order in which they are started. */
    List<OwnProcess> all() {
        List<OwnProcess> all = new ArrayList<>();
        zooKeeper.ifPresent(all::add);
        all.add(jobManager);
        all.addAll(taskManagers);
        return all;
    }

    /**
     * Waits until REST answers and so many TaskManagers have registered that are there.
     *
     * @param needed processes that must not end meanwhile
     */
    void awaitTaskManagers(int registered, List<OwnProcess> needed) {
        boolean done = within(LONGEST_START, () -> {
            needed.stream().filter(process -> !process.isAlive()).findFirst().ifPresent(ClusterProcesses::explainEnd);
            return rest.taskManagers().size() >= registered;
        });
        if (!done) {
            throw new ProcessFailure("After " + LONGEST_START.toSeconds() + " s "
                    + rest.taskManagers().size() + " of "
                    + registered + " TaskManagers have registered with the cluster at " + address + "; see "
                    + jobManager.log() + " and its neighbours.");
        }
    }

    private static void explainEnd(OwnProcess process) {
        throw new ProcessFailure("The " + process.name() + " has ended"
                + LogFile.lastProblem(process.log())
                        .map(problem -> ": " + problem)
                        .orElse("") + "; see "
                + process.log() + ".");
    }

    private static boolean within(Duration longest, BooleanSupplier condition) {
        RetryPolicy<Boolean> policy = RetryPolicy.<Boolean>builder()
                .handleResult(false)
                .abortOn(ProcessFailure.class)
                .withMaxAttempts(-1)
                .withMaxDuration(longest)
                .withDelay(Duration.ofMillis(100))
                .build();
        return Failsafe.with(policy).get(condition::getAsBoolean);
    }
}
