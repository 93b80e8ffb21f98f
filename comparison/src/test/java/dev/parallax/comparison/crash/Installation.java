package dev.parallax.comparison.crash;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.cli.Parallax;
import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.processes.ClusterSettings;
import dev.parallax.processes.JavaProcess;
import dev.parallax.processes.OwnProcess;
import dev.parallax.processes.ProcessCluster;
import dev.parallax.processes.ProcessFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker, a Redis and a highly available Flink cluster, each a process of its own. Whichever of them dies is started again, until this is closed. */
public final class Installation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final int TASK_MANAGERS = 3;
    private static final int STARTS = 5;
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** What a job needs to go on however often it is struck, on a machine of two cores. */
    private static final Map<String, String> FLINK = Map.ofEntries(
            Map.entry("restart-strategy.type", "fixed-delay"),
            Map.entry("restart-strategy.fixed-delay.attempts", "1000000"),
            Map.entry("restart-strategy.fixed-delay.delay", "300 ms"),
            Map.entry("pekko.ask.timeout", "60 s"),
            // Where a split is assigned during a checkpoint that a lost process ends, Flink 2.3 waits in the next one
            // for an event that nobody
            // sends any more, and assigns nothing until that has timed out.
            Map.entry("execution.checkpointing.timeout", "60 s"),
            Map.entry("heartbeat.interval", "500"),
            Map.entry("heartbeat.timeout", "8000"),
            Map.entry("jobmanager.memory.process.size", "768m"),
            Map.entry("taskmanager.memory.task.heap.size", "256m"),
            Map.entry("taskmanager.memory.managed.size", "128m"),
            Map.entry("taskmanager.memory.network.min", "64m"),
            Map.entry("taskmanager.memory.network.max", "64m"));

    private final Path directory;
    private final OwnProcess broker;
    private final String bootstrapServers;
    private final EmbeddedRedis redis;
    private final ProcessCluster flink;
    private final ScheduledExecutorService reviver = Executors.newSingleThreadScheduledExecutor();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private boolean redisIsDead;

    private Installation(Path directory, List<String> jvmOptions) throws IOException {
        this.directory = directory;
        try {
            int port = freePort();
            bootstrapServers = "127.0.0.1:" + port;
            broker = started(JavaProcess.named("broker", directory)
                    .main(Parallax.class.getName())
                    .options("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dparallax.log.level=WARN")
                    .options("-Dlog4j2.configurationFile=log4j2.properties")
                    .arguments("kafka", "start", "--port", Integer.toString(port), "--data")
                    .arguments(directory.resolve("kafka").toString())
                    .start());
            redis = started(EmbeddedRedis.start(directory.resolve("redis"), true));
            List<String> options = new ArrayList<>(jvmOptions);
            options.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            ClusterSettings settings = ClusterSettings.defaults(directory.resolve("flink"))
                    .withTaskManagers(TASK_MANAGERS)
                    .withSlotsEach(4)
                    .withHighAvailability(true)
                    .withFlink(FLINK)
                    .withJobManagerOptions(options)
                    .withTaskManagerOptions(options);
            // On a busy machine: Flink gives its own start ten seconds, which cannot be configured.
            flink = started(Failsafe.with(RetryPolicy.<ProcessCluster>builder()
                            .handle(ProcessFailure.class)
                            .withMaxAttempts(STARTS)
                            .build())
                    .get(() -> ProcessCluster.start(settings)));
            awaitBroker();
        } catch (IOException | RuntimeException e) {
            closeStarted();
            throw e;
        }
        reviver.scheduleWithFixedDelay(
                this::revive, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T extends AutoCloseable> T started(T process) {
        started.push(process);
        return process;
    }

    private void closeStarted() {
        for (AutoCloseable process : started) {
            try {
                process.close();
            } catch (Exception e) {
                LOG.warn("A process could not be ended.", e);
            }
        }
    }

    /** @param jvmOptions of the cluster's processes */
    public static Installation start(Path directory, List<String> jvmOptions) {
        try {
            return new Installation(Files.createDirectories(directory), jvmOptions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void awaitBroker() {
        Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(BETWEEN_LOOKS)
                        .withMaxDuration(LONGEST_START)
                        .withMaxRetries(-1)
                        .build())
                .get(this::brokerAnswers);
    }

    private boolean brokerAnswers() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 5_000, "request.timeout.ms", 2_000))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (Exception notYet) {
            return false;
        }
    }

    private synchronized void revive() {
        try {
            for (OwnProcess process : javaProcesses()) {
                if (!process.isAlive()) {
                    process.restart();
                }
            }
            if (redisIsDead) {
                redis.startAgain();
                redisIsDead = false;
            }
            failure.set(null);
        } catch (IOException | RuntimeException e) {
            LOG.warn("A process could not be started again.", e);
            failure.set(e);
        }
    }

    /** All but Redis. */
    public List<OwnProcess> javaProcesses() {
        List<OwnProcess> all = new ArrayList<>(List.of(broker, flink.jobManager()));
        all.addAll(flink.taskManagers());
        flink.zooKeeper().ifPresent(all::add);
        return all;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String redis() {
        return redis.address();
    }

    public Path directory() {
        return directory;
    }

    public OwnProcess broker() {
        return broker;
    }

    public OwnProcess jobManager() {
        return flink.jobManager();
    }

    public OwnProcess taskManager(int index) {
        return flink.taskManagers().get(index);
    }

    public int taskManagers() {
        return flink.taskManagers().size();
    }

    public OwnProcess zooKeeper() {
        return flink.zooKeeper().orElseThrow();
    }

    public synchronized void killRedis() {
        redis.kill();
        redisIsDead = true;
    }

    /** The cluster, for one run: what was not ended is cancelled when it is closed. */
    public FlinkCluster cluster() {
        return FlinkCluster.at(flink.rest(), List.of());
    }

    public java.net.URI rest() {
        return flink.rest();
    }

    /** Waits until every process that was struck is there again. */
    public void awaitAll() {
        flink.awaitTaskManagers(TASK_MANAGERS);
        awaitBroker();
        if (failure.get() != null) {
            throw new IllegalStateException("A process could not be started again.", failure.get());
        }
    }

    @Override
    public void close() {
        reviver.shutdownNow();
        synchronized (this) {
            closeStarted();
        }
    }
}
