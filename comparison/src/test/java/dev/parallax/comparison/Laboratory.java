package dev.parallax.comparison;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.feed.CutRule;
import dev.parallax.comparison.feed.FileInput;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.FileLog;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real broker and a Flink mini-cluster, started once for all tests of a run and handed to those that ask for a {@code Laboratory}. */
public final class Laboratory implements BeforeAllCallback, ParameterResolver, AutoCloseable {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private EmbeddedKafka kafka;
    private FlinkCluster cluster;

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
            Path directory = Files.createTempDirectory("parallax-test");
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
        try (ViewStore views = newViewStore();
                FileInput<E> input = new FileInput<>(
                        pipeline,
                        FileLog.at(
                                events, new IngestTime(null, settings.maxAhead().toMillis())),
                        partitions)) {
            return new Comparison<>(
                            pipeline, settings, cluster, new Comparison.ViewStores(views, views, views), Watcher.SILENT)
                    .over(input, bootstrapServers(), "log" + RUNS.incrementAndGet());
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
    }
}
