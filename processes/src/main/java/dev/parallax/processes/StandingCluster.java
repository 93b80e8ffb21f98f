package dev.parallax.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A cluster that outlives the process that started it, and is found again by its directory. */
public final class StandingCluster {
    private final Path directory;

    private StandingCluster(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** The one of a directory, whether it runs or not. */
    public static StandingCluster in(Path directory) {
        return new StandingCluster(directory);
    }

    /** Of what it is made; empty if none of its processes is alive. */
    public Optional<ClusterSettings> running() {
        return processes()
                .filter(found -> found.all().stream().anyMatch(OwnProcess::isAlive))
                .flatMap(found -> ClusterConfiguration.read(directory)
                        .map(configuration ->
                                configuration.settings(found.taskManagers().size())));
    }

    /** Its processes, those included that have ended by themselves; none if nothing was started or all was stopped. */
    public List<ClusterMember> members() {
        return processes().map(StandingCluster::members).orElse(List.of());
    }

    private static List<ClusterMember> members(ClusterProcesses processes) {
        boolean answers = processes.rest().answers();
        Set<String> registered = processes.rest().taskManagers();
        List<ClusterMember> members = new ArrayList<>();
        processes.zooKeeper().ifPresent(each -> members.add(member(each, true, processes.zooKeeperAddress())));
        members.add(member(processes.jobManager(), answers, processes.address().getAuthority()));
        processes.taskManagers().forEach(each -> members.add(member(each, registered.contains(each.name()), "")));
        return members;
    }

    private static ClusterMember member(OwnProcess process, boolean heard, String address) {
        ClusterMember.State alive = heard ? ClusterMember.State.RUNNING : ClusterMember.State.SILENT;
        ClusterMember.State state = !process.isAlive()
                ? ClusterMember.State.ENDED
                : process.isPaused() ? ClusterMember.State.PAUSED : alive;
        return new ClusterMember(process.name(), state, process.pid(), process.residentBytes(), address, process.log());
    }

    /**
     * Starts what does not run of it: all of it, or what has ended meanwhile.
     *
     * @param wanted as {@link #running} says where it runs, except that there may be more TaskManagers
     * @throws IllegalArgumentException if its port is in use
     */
    public Launch start(ClusterSettings wanted) {
        Optional<ClusterConfiguration> running = running().flatMap(any -> ClusterConfiguration.read(directory));
        if (running.isEmpty()) {
            requireFree(wanted.restPort());
        }
        FileChannel lock = lock();
        try {
            if (running.isEmpty()) {
                // What all has ended may have been made of more.
                processes().ifPresent(former -> former.all().forEach(OwnProcess::remove));
            }
            ClusterConfiguration configuration = running.orElseGet(() -> ClusterConfiguration.write(wanted));
            return new Launch(new ClusterProcesses(configuration, wanted, true), lock);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static void requireFree(int port) {
        if (port != 0 && !FreePort.isFree(port)) {
            throw new IllegalArgumentException(
                    "Port " + port
                            + " of 127.0.0.1 is in use, by another program or by a cluster in another directory: choose another port.");
        }
    }

    /**
     * Stops all of it. Logs, checkpoints and savepoints stay; what a highly available one remembers of its jobs, too.
     *
     * @return how many jobs were running
     */
    public int stop() {
        FileChannel lock = lock();
        try {
            Optional<ClusterProcesses> found = processes();
            int jobs = found.map(processes -> processes.rest().jobs()).orElse(0);
            found.ifPresent(StandingCluster::stop);
            return jobs;
        } finally {
            release(lock);
        }
    }

    /** ZooKeeper last: the JobManager still has something to put in order there. */
    private static void stop(ClusterProcesses processes) {
        Stream.concat(Stream.of(processes.jobManager()), processes.taskManagers().stream())
                .parallel()
                .forEach(OwnProcess::stop);
        processes.zooKeeper().ifPresent(OwnProcess::stop);
        processes.all().forEach(OwnProcess::remove);
    }

    /**
     * Runs Flink's own command line with this cluster's configuration, to its end.
     *
     * @param arguments like {@code run}, {@code -d}, a jar and what its job takes
     * @param output where goes what it says
     * @return its exit status
     * @throws IllegalArgumentException if no cluster runs here
     */
    public int flink(List<String> arguments, OutputStream output) throws IOException {
        ClusterConfiguration configuration = running()
                .flatMap(settings -> ClusterConfiguration.read(directory))
                .orElseThrow(() -> new IllegalArgumentException("No cluster runs in " + directory + "."));
        return FlinkClient.run(configuration, arguments, output);
    }

    private Optional<ClusterProcesses> processes() {
        try {
            List<String> noted = ProcessFiles.noted(directory);
            return noted.isEmpty()
                    ? Optional.empty()
                    : ClusterConfiguration.read(directory).map(configuration -> found(configuration, noted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClusterProcesses found(ClusterConfiguration configuration, List<String> noted) {
        int taskManagers = noted.stream()
                .filter(name -> name.matches(FlinkProcess.TASK_MANAGER + "\\d{1,4}"))
                .mapToInt(name -> Integer.parseInt(name.substring(FlinkProcess.TASK_MANAGER.length())))
                .max()
                .orElse(1);
        return new ClusterProcesses(configuration, configuration.settings(taskManagers), true);
    }

    private FileChannel lock() {
        try {
            Files.createDirectories(directory);
            FileChannel lock =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw busy();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            throw busy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessFailure busy() {
        return new ProcessFailure(
                "The cluster in " + directory + " is just being started or stopped by another command.");
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A start that goes on. What it has started is taken back if it is closed before {@link #await} has returned. */
    public static final class Launch implements AutoCloseable {
        private final ClusterProcesses processes;
        private final FileChannel lock;
        private final List<OwnProcess> started = new ArrayList<>();
        private boolean done;

        private Launch(ClusterProcesses processes, FileChannel lock) {
            this.processes = processes;
            this.lock = lock;
            try {
                for (OwnProcess each : processes.all()) {
                    if (!each.isAlive()) {
                        each.start();
                        started.add(each);
                    }
                }
            } catch (RuntimeException e) {
                takeBack();
                throw e;
            }
        }

        /** The names of what was not there and had to be started. */
        public List<String> started() {
            return started.stream().map(OwnProcess::name).toList();
        }

        /**
         * Waits until the REST interface answers and all TaskManagers have registered, and returns the address.
         *
         * @throws ProcessFailure if a process ends instead, or it takes longer than two minutes
         */
        public URI await() {
            processes.awaitTaskManagers(processes.taskManagers().size(), processes.all());
            done = true;
            return processes.address();
        }

        @Override
        public void close() {
            if (!done) {
                takeBack();
            }
            release(lock);
        }

        private void takeBack() {
            started.forEach(OwnProcess::kill);
            started.forEach(OwnProcess::remove);
        }
    }
}
