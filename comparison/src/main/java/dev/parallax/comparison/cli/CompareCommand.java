package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.Comparison;
import dev.parallax.comparison.Disturbance;
import dev.parallax.comparison.Outcome;
import dev.parallax.comparison.OutcomeFiles;
import dev.parallax.comparison.Settings;
import dev.parallax.comparison.faults.Disturbed;
import dev.parallax.comparison.feed.CutRule;
import dev.parallax.comparison.feed.DatedAhead;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.RunTopics;
import dev.parallax.comparison.report.Figures;
import dev.parallax.comparison.report.Report;
import dev.parallax.comparison.report.ReportTable;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "compare",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "The main job: runs both architectures over the same events, cut by cut, and explains every row that"
                        + " differs from the truth. Without options: generated device events, a Kafka broker in this"
                        + " process, a local Flink mini-cluster.",
        footer = {
            "",
            "Into --out go report.html, report.json, dead-letters.ndjson and",
            "views/{truth,lambda,kappa}.ndjson. Durations are like 10m, 1h30m or PT10M.",
            "",
            "Examples:",
            "  ./parallax compare",
            "  ./parallax compare --events events.json --cuts 8 --expect exact",
            "  ./parallax compare --pipeline words --window 10m --slide 5m",
            "  ./parallax compare --kafka 127.0.0.1:9092 --topic events",
            "  ./parallax compare --seed 7 --faults taskmanager@40%%,broker@70%%",
            "  ./parallax generate --late-share 0.05 | ./parallax compare --events -"
        })
final class CompareCommand implements Callable<Integer> {
    /** Kappa, its replay, the speed layer and a batch run. */
    static final int JOBS_AT_ONCE = 4;

    private static final Duration BATCH_EVERY = Duration.ofHours(1);
    private static final int MOST_CUTS_UNASKED = 24;
    private static final int CUTS_OTHERWISE = 8;

    @ParentCommand
    private Parallax parallax;

    @Mixin(name = "Events")
    private EventOptions events;

    @Option(names = "--socket", paramLabel = "HOST:PORT", hidden = true)
    private String socket;

    @Mixin(name = "Transformation")
    private PipelineOptions options;

    @Mixin(name = "Cuts")
    private CutOptions cuts;

    @Mixin(name = "Where jobs run")
    private ClusterOptions clusterOptions;

    @Mixin(name = "Where views live")
    private ViewOptions viewOptions;

    @Mixin(name = "Faults")
    private FaultOptions faults;

    @Mixin(name = "Result")
    private ResultOptions result;

    /** Where the cuts lie. */
    static final class CutOptions {
        @Option(
                names = "--batch-every",
                paramLabel = "DURATION",
                description = "Ingest time between two cuts. Default: 1h, or 8 even cuts if that were more than 24.")
        private Duration batchEvery;

        @Option(
                names = "--cuts",
                paramLabel = "N",
                description = "Instead: N cuts with as many records between any two.")
        private Integer cuts;

        private CutRule rule() {
            if (cuts != null && batchEvery != null) {
                throw new IllegalArgumentException("Give --cuts or --batch-every, not both.");
            }
            if (cuts != null) {
                if (cuts < 1 || cuts > CutRule.MOST_CUTS) {
                    throw new IllegalArgumentException(
                            "--cuts must be between 1 and " + CutRule.MOST_CUTS + ", not " + cuts + ".");
                }
                return new CutRule.Evenly(cuts);
            }
            if (batchEvery == null) {
                return new CutRule.EveryWithin(BATCH_EVERY, MOST_CUTS_UNASKED, CUTS_OTHERWISE);
            }
            if (batchEvery.toMillis() < 1) {
                throw new IllegalArgumentException("--batch-every must be longer than 0.");
            }
            return new CutRule.Every(batchEvery);
        }
    }

    /** What becomes of what was found. */
    static final class ResultOptions {
        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "parallax-out",
                description = "Where the report goes. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Option(
                names = "--expect",
                paramLabel = "exact",
                description = "exact: exit status 1 unless all rows of both final views are correct.")
        private Expectation expectation;
    }

    enum Expectation {
        EXACT
    }

    @Override
    public Integer call() throws IOException {
        if (socket != null) {
            throw new IllegalArgumentException(
                    "A comparison reads its events several times, and a socket cannot be replayed:"
                            + " keep its lines in a file, like ncat HOST PORT > events.json, and give --events.");
        }
        events.check();
        options.requireViewMode();
        events.config().check(events.isTopic() || viewOptions.nameKafka());
        viewOptions.check(events.config().settings());
        faults.check(clusterOptions, viewOptions);
        clusterOptions.check(true);
        requireReachableServices();
        try (OpenResources resources = parallax.resources()) {
            Pipeline<?, ?, ?> pipeline = options.pipeline(resources);
            return compare(pipeline, settings(pipeline), resources);
        }
    }

    private <E, F, A> int compare(Pipeline<E, F, A> pipeline, Settings settings, OpenResources resources)
            throws IOException {
        resources.watchDisk(OutputDirectory.made(result.out));
        Report report = faults.areWanted()
                ? withFaults(pipeline, settings, resources)
                : withoutFaults(pipeline, settings, resources);
        parallax.output().print(ReportTable.text(report, Terminal.isOutput(), Terminal.colour()));
        System.err.println("The report is in " + result.out.resolve("report.html") + ".");
        return status(report);
    }

    private <E, F, A> Report withFaults(Pipeline<E, F, A> pipeline, Settings settings, OpenResources resources)
            throws IOException {
        Disturbed<A> disturbed = new FaultRun<>(
                        pipeline, settings, resources, events, options, clusterOptions, viewOptions, faults)
                .run();
        resources.close();
        sayDatedAhead(disturbed.without().plan().datedAhead());
        return disturbed.write(result.out);
    }

    private <E, F, A> Report withoutFaults(Pipeline<E, F, A> pipeline, Settings settings, OpenResources resources)
            throws IOException {
        Outcome<A> outcome = outcome(pipeline, settings, resources);
        resources.close();
        sayDatedAhead(outcome.plan().datedAhead());
        return OutcomeFiles.write(outcome, result.out);
    }

    private static void sayDatedAhead(DatedAhead ahead) {
        if (ahead.events() > 0) {
            boolean one = ahead.events() == 1;
            System.err.println("parallax: clocks were wrong: " + Figures.count(ahead.events(), "event is", "events are")
                    + " dated more than a minute after " + (one ? "it was" : "they were") + " taken in, by up to "
                    + DurationText.of(ahead.most()) + ", in partition"
                    + (ahead.partitions().size() == 1 ? " " : "s ")
                    + ahead.partitions().stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ". Events behind them in the same partition may come late by event time.");
        }
    }

    private <E, F, A> Outcome<A> outcome(Pipeline<E, F, A> pipeline, Settings settings, OpenResources resources)
            throws IOException {
        ProgressDisplay progress = resources.open(ProgressDisplay::new);
        Path work = resources.temporaryDirectory();
        progress.phase("Reading the events", -1);
        EventInput<E> input =
                resources.open(() -> events.input(pipeline, events.log(pipeline, options.maxAhead, work)));
        EventCheck.requireEvent(input);
        progress.phase("Starting Kafka and Flink", -1);
        boolean ofUser = clusterOptions.isRemote() && events.isTopic();
        KafkaConnection kafka = ofUser
                ? events.config().to(events.kafka())
                : KafkaConnection.to(resources
                        .open(() -> EmbeddedKafka.start(work.resolve("kafka"), 0))
                        .bootstrapServers());
        // Closed in reverse: first the writers end, then what they wrote to goes.
        String run = "parallax-" + UUID.randomUUID().toString().substring(0, 8);
        if (ofUser) {
            resources.open(() -> new RunTopics(kafka, run));
        }
        ViewOptions.Stores stores = viewOptions.open(
                resources,
                viewOptions.start(resources, work, false),
                kafka,
                run,
                events.config().settings());
        FlinkCluster cluster = resources.open(() -> clusterOptions.open(JOBS_AT_ONCE, work, options.jars()));
        Comparison<E, F, A> comparison =
                resources.open(() -> new Comparison<>(pipeline, settings, cluster, stores.ofComparison(), progress));
        return comparison.over(input, comparison.plan(input), kafka, run + ".log", Disturbance.NONE);
    }

    private void requireReachableServices() {
        if (!events.isTopic() && !clusterOptions.isOnThisMachine()) {
            throw new IllegalArgumentException("--cluster: jobs at " + clusterOptions.host()
                    + " cannot reach a Kafka in this process: give events by --kafka and --topic.");
        }
        if (viewOptions.areEmbedded() && !clusterOptions.isOnThisMachine()) {
            throw new IllegalArgumentException("--cluster: jobs at " + clusterOptions.host()
                    + " cannot reach a store that is embedded here: give --views an address.");
        }
    }

    private int status(Report report) {
        report.violations().forEach(violation -> System.err.println("parallax: a defect was found: " + violation));
        boolean allCorrect = report.architectures().stream()
                .allMatch(each -> each.atEnd().correct() == each.atEnd().truthRows()
                        && each.atEnd().extra() == 0);
        if (result.expectation == Expectation.EXACT && !allCorrect) {
            System.err.println("parallax: --expect exact: not all rows of the final views are correct.");
            return Parallax.CHECK_FAILED;
        }
        return report.violations().isEmpty() ? Parallax.DONE : Parallax.CHECK_FAILED;
    }

    private Settings settings(Pipeline<?, ?, ?> pipeline) {
        return new Settings(
                options.windows(pipeline),
                options.outOfOrderness,
                options.allowedLateness,
                options.maxAhead,
                options.idleAfter,
                options.outputMode,
                cuts.rule(),
                clusterOptions.parallelism(),
                clusterOptions.checkpointEvery());
    }
}
