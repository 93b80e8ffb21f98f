package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.Comparison;
import dev.parallax.comparison.Disturbance;
import dev.parallax.comparison.Outcome;
import dev.parallax.comparison.Settings;
import dev.parallax.comparison.Watcher;
import dev.parallax.comparison.faults.BrokerProcess;
import dev.parallax.comparison.faults.Disturbed;
import dev.parallax.comparison.faults.FaultInjector;
import dev.parallax.comparison.faults.FaultSpecification;
import dev.parallax.comparison.faults.FaultTarget;
import dev.parallax.comparison.faults.OwnClassPath;
import dev.parallax.comparison.faults.Poison;
import dev.parallax.comparison.faults.RunProcesses;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.processes.ClusterSettings;
import dev.parallax.processes.ProcessCluster;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A comparison on processes of its own: first without faults, then with. */
final class FaultRun<E, F, A> {
    private static final Map<String, String> FLINK = Map.of(
            // What a stream tells of itself travels with the heartbeat.
            "heartbeat.interval",
            "500",
            // Each stream has a part on each TaskManager.
            "taskmanager.load-balance.mode",
            "SLOTS",
            // On a busy machine a JobManager that leads may be late with a sign of life, and should not be given up for
            // that.
            "high-availability.zookeeper.client.session-timeout",
            "8000",
            "high-availability.zookeeper.client.tolerate-suspended-connections",
            "true",
            // Nor should a process that is slow to start be taken for one that cannot.
            "pekko.startup-timeout",
            "60 s",
            "pekko.ask.timeout",
            "30 s",
            // A jar may bring along what is on the class path too: a job that had both would not know its own classes.
            "classloader.parent-first-patterns.additional",
            "dev.parallax.");

    private final Pipeline<E, F, A> pipeline;
    private final Settings settings;
    private final OpenResources resources;
    private final EventOptions events;
    private final PipelineOptions options;
    private final ClusterOptions clusterOptions;
    private final ViewOptions viewOptions;
    private final FaultSpecification faults;

    FaultRun(
            Pipeline<E, F, A> pipeline,
            Settings settings,
            OpenResources resources,
            EventOptions events,
            PipelineOptions options,
            ClusterOptions clusterOptions,
            ViewOptions viewOptions,
            FaultOptions faultOptions) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.resources = resources;
        this.events = events;
        this.options = options;
        this.clusterOptions = clusterOptions;
        this.viewOptions = viewOptions;
        this.faults = faultOptions.specification();
    }

    /** What runs under both comparisons. */
    private record Machinery(
            BrokerProcess broker, ViewOptions.Servers servers, ProcessCluster processes, FlinkCluster cluster) {}

    Disturbed<A> run() throws IOException {
        ProgressDisplay progress = resources.open(ProgressDisplay::new);
        Path work = resources.temporaryDirectory();
        progress.phase("Reading the events", -1);
        EventInput<E> input =
                resources.open(() -> events.input(pipeline, events.log(pipeline, options.maxAhead, work)));
        EventCheck.requireEvent(input);
        FeedPlan plan = FeedPlan.of(input, pipeline, settings.cuts(), settings.maxAhead(), progress::at);
        Poison poison = Poison.of(faults, input, pipeline, options.maxAhead, plan.records(), events.seed());
        FeedPlan poisoned = plan.with(poison.insertions());
        progress.phase("Starting Kafka and Flink as processes", -1);
        Machinery machinery = start(work);
        FaultInjector injector = resources.open(() -> new FaultInjector(
                faults,
                new RunProcesses(
                        machinery.processes(),
                        machinery.broker(),
                        machinery.servers().redis()),
                poisoned,
                events.seed()));
        Outcome<A> without = compare(machinery, input, plan, Disturbance.NONE, naming(progress, "without faults"));
        Outcome<A> with = compare(machinery, input, poisoned, injector, naming(progress, "with faults"));
        return Disturbed.of(without, with, faults, events.seed(), poison.records(), injector);
    }

    private Machinery start(Path work) throws IOException {
        BrokerProcess broker = resources.open(() -> BrokerProcess.start(work.resolve("broker"), Parallax.class));
        ViewOptions.Servers servers = viewOptions.start(resources, work, true);
        List<String> classPath = OwnClassPath.options(work.resolve("class-path"));
        ProcessCluster processes =
                resources.open(() -> ProcessCluster.start(clusterSettings(work.resolve("flink"), classPath)));
        FlinkCluster cluster = resources.open(() -> FlinkCluster.at(processes.rest(), options.jars()));
        return new Machinery(broker, servers, processes, cluster);
    }

    /** Any of its TaskManagers has room for everything: nothing waits for one that was killed. */
    private ClusterSettings clusterSettings(Path directory, List<String> jvm) {
        return ClusterSettings.defaults(directory)
                .withSlotsEach(CompareCommand.JOBS_AT_ONCE * settings.parallelism())
                .withHighAvailability(faults.strikes(FaultTarget.JOBMANAGER))
                .withJobManagerOptions(jvm)
                .withTaskManagerOptions(jvm)
                .withFlink(FLINK);
    }

    private Outcome<A> compare(
            Machinery machinery, EventInput<E> input, FeedPlan plan, Disturbance disturbance, Watcher watcher)
            throws IOException {
        String run = "parallax-" + UUID.randomUUID().toString().substring(0, 8);
        KafkaConnection kafka = machinery.broker().kafka();
        ViewOptions.Stores stores = viewOptions.open(
                resources, machinery.servers(), kafka, run, events.config().settings());
        Comparison<E, F, A> comparison = resources.open(
                () -> new Comparison<>(pipeline, settings, machinery.cluster(), stores.ofComparison(), watcher));
        return comparison.over(input, plan, kafka, run + ".log", disturbance);
    }

    private static Watcher naming(Watcher watcher, String run) {
        return new Watcher() {
            @Override
            public void phase(String name, long total) {
                watcher.phase(name + ", " + run, total);
            }

            @Override
            public void at(long done) {
                watcher.at(done);
            }
        };
    }
}
