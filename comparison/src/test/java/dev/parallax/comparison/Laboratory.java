package dev.parallax.comparison;

import dev.parallax.architectures.KappaArchitecture;
import dev.parallax.architectures.LambdaArchitecture;
import dev.parallax.architectures.Scenario;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.feed.CutRule;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.comparison.feed.FileInput;
import dev.parallax.comparison.feed.LogFeeder;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real broker and a Flink mini-cluster, started once for all tests of a run and handed to those that ask for a {@code Laboratory}. */
public final class Laboratory implements BeforeAllCallback, ParameterResolver, AutoCloseable {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private EmbeddedKafka kafka;
    private FlinkCluster cluster;
    private Path directory;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    private static Laboratory shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent("laboratory", key -> new Laboratory().started(), Laboratory.class);
    }

    private Laboratory started() {
        try {
            kafka = EmbeddedKafka.startTemporary();
            directory = Files.createTempDirectory("parallax-test");
            cluster = FlinkCluster.local(12, directory);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Laboratory.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public FlinkCluster cluster() {
        return cluster;
    }

    /** Views of their own for each run. */
    public ViewStore newViewStore() {
        return ViewStore.at(URI.create("kafka://" + kafka.bootstrapServers() + "/run" + RUNS.incrementAndGet()));
    }

    public <E, F, A> Outcome<A> compare(Pipeline<E, F, A> pipeline, Settings settings, Path events, int partitions) {
        try (Experiment<E, F, A> experiment = prepare(pipeline, settings, events, partitions, null)) {
            return experiment.run(UnaryOperator.identity(), UnaryOperator.identity());
        }
    }

    /** Everything that a comparison needs, before it begins. */
    public <E, F, A> Experiment<E, F, A> prepare(
            Pipeline<E, F, A> pipeline, Settings settings, Path events, int partitions, String ingestField) {
        return prepare(pipeline, settings, events, partitions, ingestField, newViewStore(), Watcher.SILENT);
    }

    /** The same, with views in a store of choice, and somebody who watches. */
    public <E, F, A> Experiment<E, F, A> prepare(
            Pipeline<E, F, A> pipeline,
            Settings settings,
            Path events,
            int partitions,
            String ingestField,
            ViewStore views,
            Watcher watcher) {
        FileInput<E> input = new FileInput<>(
                pipeline,
                FileLog.at(
                        events, new IngestTime(ingestField, settings.maxAhead().toMillis())),
                partitions);
        Comparison<E, F, A> comparison =
                new Comparison<>(pipeline, settings, cluster, new Comparison.ViewStores(views, views, views), watcher);
        FeedPlan plan = FeedPlan.of(input, pipeline, settings.cuts(), settings.maxAhead(), records -> {});
        KafkaLog log =
                new KafkaLog(KafkaConnection.to(bootstrapServers()), "log" + RUNS.incrementAndGet(), plan.partitions());
        LogFeeder.createTopic(log);
        LogFeeder feeder = new LogFeeder(input, plan, log, watcher::at);
        return new Experiment<>(views, comparison, input, plan, log, feeder, comparison.scenario(plan, log));
    }

    /** A comparison that is about to begin. */
    public record Experiment<E, F, A>(
            ViewStore views,
            Comparison<E, F, A> comparison,
            EventInput<E> input,
            FeedPlan plan,
            KafkaLog log,
            LogFeeder feeder,
            Scenario<E, F, A> scenario)
            implements AutoCloseable {
        /** Runs it between parts that may be made otherwise. */
        public Outcome<A> run(UnaryOperator<Scenario<E, F, A>> forLambda, UnaryOperator<Scenario<E, F, A>> forKappa) {
            try (LambdaArchitecture<E, F, A> lambda = new LambdaArchitecture<>(forLambda.apply(scenario));
                    KappaArchitecture<E, F, A> kappa = new KappaArchitecture<>(forKappa.apply(scenario))) {
                return comparison.run(input, plan, log, feeder, lambda, kappa, Disturbance.NONE);
            }
        }

        @Override
        public void close() {
            feeder.close();
            views.close();
        }
    }

    /** The three views as they are written for users, by the names of their files. */
    public static Map<String, String> written(Outcome<?> outcome, Path directory) {
        try {
            OutcomeFiles.write(outcome, directory);
            Map<String, String> views = new TreeMap<>();
            for (String view : List.of("truth", "lambda", "kappa")) {
                views.put(view, Files.readString(directory.resolve("views").resolve(view + ".ndjson")));
            }
            return views;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Settings settings(Windows windows, int cuts) {
        return new Settings(
                windows,
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ofDays(1),
                Duration.ZERO,
                OutputMode.UPDATE,
                new CutRule.Evenly(cuts),
                2,
                Duration.ofSeconds(10));
    }

    public static Path file(Path directory, List<String> lines) {
        try {
            return Files.write(directory.resolve("events.json"), lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cluster.close();
        kafka.close();
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
