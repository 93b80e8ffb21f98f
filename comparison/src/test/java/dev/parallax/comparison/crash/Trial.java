package dev.parallax.comparison.crash;

import dev.parallax.architectures.Architecture;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.Comparison;
import dev.parallax.comparison.Disturbance;
import dev.parallax.comparison.Laboratory;
import dev.parallax.comparison.Outcome;
import dev.parallax.comparison.OutcomeFiles;
import dev.parallax.comparison.Settings;
import dev.parallax.comparison.Watcher;
import dev.parallax.comparison.feed.FileInput;
import dev.parallax.comparison.feed.LogFeeder;
import dev.parallax.comparison.feed.RunTopics;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.comparison.report.CutReport;
import dev.parallax.comparison.report.Report;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A comparison over generated events, which can be repeated.
 *
 * @param events what is generated
 * @param outputMode when kappa's rows leave
 * @param cuts how many
 */
public record Trial(GeneratorSettings events, OutputMode outputMode, int cuts) {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final int PARTITIONS = 3;

    /** Nothing that the comparison would do itself: only more time for the feeding. */
    private static final Disturbance PATIENT = new Disturbance() {
        @Override
        public List<LogFeeder.Stop> stops() {
            return List.of();
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(5);
        }

        @Override
        public void begin(List<Architecture<?>> architectures, LongSupplier fed) {}

        @Override
        public void end() {}
    };

    /**
     * What came of it.
     *
     * @param views the final ones as they are written for users, by name
     * @param report of the comparison
     */
    public record Result(Map<String, String> views, Report report) {
        /** What is otherwise than in a run that nothing happened to, as sentences; none, if nothing is. */
        public List<String> differencesFrom(Result undisturbed) {
            List<String> differences = new ArrayList<>(report.violations());
            undisturbed.views.forEach((name, rows) -> {
                if (!rows.equals(views.get(name))) {
                    differences.add("The view " + name + " is another one: " + firstDifference(rows, views.get(name)));
                }
            });
            if (!undisturbed.report.log().equals(report.log())) {
                differences.add("The log is another one: " + report.log() + ", not " + undisturbed.report.log() + ".");
            }
            return differences;
        }

        private static String firstDifference(String expected, String found) {
            List<String> rows = found.lines().toList();
            List<String> missing =
                    expected.lines().filter(row -> !rows.contains(row)).toList();
            List<String> of = expected.lines().toList();
            List<String> extra = rows.stream().filter(row -> !of.contains(row)).toList();
            return missing.size() + " rows are missing, like "
                    + missing.stream().findFirst() + "; " + extra.size() + " were not there, like "
                    + extra.stream().findFirst() + ".";
        }

        /** Whether this architecture had every row right at every cut. */
        public boolean isExact(String architecture) {
            return report.architectures().stream()
                    .filter(each -> each.name().equals(architecture))
                    .flatMap(each -> Stream.concat(each.cuts().stream(), Stream.of(each.atEnd())))
                    .allMatch(Result::isExact);
        }

        private static boolean isExact(CutReport cut) {
            return cut.correct() == cut.truthRows() && cut.extra() == 0;
        }
    }

    /** Events of which some come late, twice or broken. */
    public static Trial of(long seed, OutputMode outputMode) {
        return new Trial(
                GeneratorSettings.defaults("devices")
                        .withSeed(seed)
                        .withEvents(12_000)
                        .withCustomers(100)
                        .withLateShare(0.03)
                        .withDuplicateShare(0.02)
                        .withMalformedShare(0.01),
                outputMode,
                6);
    }

    public Trial withEvents(GeneratorSettings other) {
        return new Trial(other, outputMode, cuts);
    }

    /** The same, but over soon. */
    static Trial sample() {
        Trial usual = of(3, OutputMode.UPDATE);
        return new Trial(usual.events.withEvents(3_000), usual.outputMode, 2);
    }

    /** In this process, on a mini-cluster and a broker of its own, where nothing is killed. */
    public Result undisturbed(Path directory) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                FlinkCluster cluster = FlinkCluster.local(8, directory)) {
            String views = "kafka://" + kafka.bootstrapServers() + "/undisturbed";
            return over(
                    cluster, kafka.bootstrapServers(), "undisturbed", views, Watcher.SILENT, Strikes.NONE, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * On processes.
     *
     * @param views the kind of their address: {@code kafka}, {@code redis} or {@code file}
     * @param strikes what happens to them meanwhile
     * @param directory for the events and the report
     */
    public Result on(Installation installation, String views, Strikes strikes, Path directory) {
        String run = "run" + RUNS.incrementAndGet();
        String address = switch (views) {
            case "kafka" -> "kafka://" + installation.bootstrapServers() + "/" + run;
            case "redis" -> installation.redis() + "#" + run;
            default -> "file:" + directory.toAbsolutePath().resolve("store");
        };
        Watcher watcher = new Watcher() {
            @Override
            public void phase(String name, long total) {
                if (name.equals("Draining")) {
                    strikes.reached(CrashPoint.DRAIN);
                }
            }

            @Override
            public void at(long done) {}
        };
        try (RunTopics topics = new RunTopics(KafkaConnection.to(installation.bootstrapServers()), run);
                FlinkCluster cluster = installation.cluster()) {
            strikes.begin();
            try {
                return over(cluster, installation.bootstrapServers(), run, address, watcher, strikes, directory);
            } finally {
                strikes.end();
            }
        }
    }

    private Result over(
            FlinkCluster cluster,
            String kafka,
            String run,
            String views,
            Watcher watcher,
            Strikes strikes,
            Path directory) {
        try (ViewStore store = new AimedViews(ViewStore.at(URI.create(views)), strikes::reached);
                Comparison<DeviceEvent, Reading, Temperatures> comparison = new Comparison<>(
                        DEVICES, settings(), cluster, new Comparison.ViewStores(store, store, store), watcher)) {
            FileInput<DeviceEvent> input = input(directory);
            return result(
                    comparison.over(input, comparison.plan(input), KafkaConnection.to(kafka), run + ".log", PATIENT),
                    directory.resolve("out"));
        }
    }

    private FileInput<DeviceEvent> input(Path directory) {
        Path file = directory.resolve("events.json");
        try (OutputStream out =
                Files.newOutputStream(Files.createDirectories(directory).resolve("events.json"))) {
            new EventGenerator(events).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        IngestTime ingestTime = new IngestTime(null, settings().maxAhead().toMillis());
        return new FileInput<>(DEVICES, FileLog.at(file, ingestTime), PARTITIONS);
    }

    private Settings settings() {
        return Laboratory.settings(DEVICES.windows(), cuts)
                .withOutputMode(outputMode)
                .withCheckpointEvery(Duration.ofSeconds(1));
    }

    private static Result result(Outcome<Temperatures> outcome, Path out) {
        try {
            Report report = OutcomeFiles.write(outcome, out);
            Map<String, String> views = new TreeMap<>();
            for (String view : List.of("truth", "lambda", "kappa")) {
                views.put(view, Files.readString(out.resolve("views").resolve(view + ".ndjson")));
            }
            return new Result(views, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
