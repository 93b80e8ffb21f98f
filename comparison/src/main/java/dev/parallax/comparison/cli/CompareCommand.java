package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.Comparison;
import dev.parallax.comparison.Outcome;
import dev.parallax.comparison.OutcomeFiles;
import dev.parallax.comparison.Settings;
import dev.parallax.comparison.feed.CutRule;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.RunTopics;
import dev.parallax.comparison.report.Report;
import dev.parallax.comparison.report.ReportTable;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.flow.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "The main job: runs both architectures over the same events, cut by cut, and explains every row that "
                        + "differs from the truth. Without options: generated device events, a Kafka broker in this process, a "
                        + "local Flink mini-cluster.",
        footer = {
            "",
            "Writes report.html, report.json and views/{truth,lambda,kappa}.ndjson into --out.",
            "",
            "Examples:",
            "  ./parallax compare",
            "  ./parallax compare --events events.json --cuts 8 --expect exact",
            "  ./parallax compare --pipeline words --events words.json --window 10m --slide 5m",
            "  ./parallax compare --kafka 127.0.0.1:9092 --topic events --batch-every 1h",
            "  ./parallax generate --events 100000 --late-share 0.05 | ./parallax compare --events -"
        })
final class CompareCommand implements Callable<Integer> {
    private static final Duration BATCH_EVERY = Duration.ofHours(1);
    private static final int MOST_CUTS_UNASKED = 24;
    private static final int CUTS_OTHERWISE = 8;

    @Mixin
    private EventOptions events;

    @Mixin
    private PipelineOptions options;

    @Option(
            names = "--batch-every",
            paramLabel = "DURATION",
            description = "Ingest time between two cuts (default: 1h; 8 even cuts if that were more than 24).")
    private Duration batchEvery;

    @Option(names = "--cuts", paramLabel = "N", description = "Instead: N cuts with as many records between any two.")
    private Integer cuts;

    @Mixin
    private ClusterOptions clusterOptions;

    @Mixin
    private ViewOptions viewOptions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the generated events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "parallax-out",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--expect",
            paramLabel = "exact",
            description = "exact: exit status 1 unless all rows of both final views are correct.")
    private Expectation expectation;

    enum Expectation {
        EXACT
    }

    @Override
    public Integer call() throws IOException {
        Pipeline<?, ?, ?> pipeline = options.pipeline();
        Settings settings = settings(pipeline);
        return compare(pipeline, settings);
    }

    private <E, F, A> int compare(Pipeline<E, F, A> pipeline, Settings settings) throws IOException {
        Outcome<A> outcome;
        try (OpenResources resources = new OpenResources();
                ProgressDisplay progress = resources.add(new ProgressDisplay())) {
            writable(out);
            clusterOptions.check(true);
            requireReachableKafka();
            Path work = resources.temporaryDirectory();
            EventInput<E> input = resources.add(events.input(pipeline, options.maxAhead, seed, work));
            progress.phase("Starting Kafka and Flink", -1);
            boolean ofUser = clusterOptions.isRemote() && events.isTopic();
            String kafka = ofUser
                    ? events.kafka()
                    : resources.add(EmbeddedKafka.startTemporary()).bootstrapServers();
            // Closed in reverse: first the writers end, then what they wrote to goes.
            String run = "parallax-" + UUID.randomUUID().toString().substring(0, 8);
            if (ofUser) {
                resources.add(new RunTopics(kafka, run));
            }
            ViewOptions.Stores stores = resources.add(viewOptions.open(kafka, run));
            FlinkCluster cluster = resources.add(clusterOptions.open(work, options.jars()));
            Comparison<E, F, A> comparison = resources.add(new Comparison<>(
                    pipeline,
                    settings,
                    cluster,
                    new Comparison.ViewStores(stores.batch(), stores.speed(), stores.kappa()),
                    progress));
            outcome = comparison.over(input, kafka, run + ".log");
        }
        Report report = OutcomeFiles.write(outcome, out);
        System.out.print(ReportTable.text(report, Terminal.isOutput(), Terminal.colour()));
        System.err.println("The report is in " + out.resolve("report.html") + ".");
        return status(report);
    }

    private void requireReachableKafka() {
        if (!events.isTopic() && !clusterOptions.isOnThisMachine()) {
            throw new IllegalArgumentException("--cluster: jobs at " + clusterOptions.host()
                    + " cannot reach a Kafka in this process: give events by --kafka and --topic.");
        }
    }

    private int status(Report report) {
        report.violations().forEach(violation -> System.err.println("parallax: a defect was found: " + violation));
        boolean allCorrect = report.architectures().stream()
                .allMatch(each -> each.atEnd().correct() == each.atEnd().truthRows()
                        && each.atEnd().extra() == 0);
        if (expectation == Expectation.EXACT && !allCorrect) {
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
                cutRule(),
                clusterOptions.parallelism(),
                clusterOptions.checkpointEvery());
    }

    private CutRule cutRule() {
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
        if (batchEvery.isZero()) {
            throw new IllegalArgumentException("--batch-every must be longer than 0.");
        }
        return new CutRule.Every(batchEvery);
    }

    /** Finds out before the work, not after it. */
    private static void writable(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".parallax", null));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--out: nothing can be written into " + directory + ": " + e.getMessage() + ".", e);
        }
    }
}
