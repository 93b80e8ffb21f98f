package dev.parallax.comparison;

import dev.parallax.architectures.KappaArchitecture;
import dev.parallax.architectures.LambdaArchitecture;
import dev.parallax.architectures.Scenario;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.detection.DetectionWatch;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.comparison.feed.LogFeeder;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewStore;
import java.util.List;

/**
 * Runs both architectures over the same log, cut by cut, and holds what they serve against the truth.
 *
 * <p>At each cut: feed the log up to it; wait until both streams have taken everything in; read both served views; compute the batch view, which
 * is the truth there; compare; only then let lambda serve that batch view.
 */
public final class Comparison<E, F, A> implements AutoCloseable {
    private final Pipeline<E, F, A> pipeline;
    private final Settings settings;
    private final FlinkCluster cluster;
    private final ViewStores views;
    private final Watcher watcher;
    private volatile LogFeeder feeding;

    /** Where the views of the parts live; they may be the same store. */
    public record ViewStores(ViewStore batch, ViewStore speed, ViewStore kappa) {}

    public Comparison(
            Pipeline<E, F, A> pipeline, Settings settings, FlinkCluster cluster, ViewStores views, Watcher watcher) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.cluster = cluster;
        this.views = views;
        this.watcher = watcher;
    }

    /** What the log of these events will be. */
    public FeedPlan plan(EventInput<E> input) {
        watcher.phase("Reading the events", -1);
        return FeedPlan.of(input, pipeline, settings.cuts(), settings.maxAhead(), watcher::at);
    }

    /**
     * Compares over a log of its own.
     *
     * @param input the events
     * @param plan of the log
     * @param kafka holds the log
     * @param topic the log's topic; made here
     * @param disturbance what happens meanwhile
     */
    public Outcome<A> over(
            EventInput<E> input, FeedPlan plan, KafkaConnection kafka, String topic, Disturbance disturbance) {
        KafkaLog log = new KafkaLog(kafka, topic, plan.partitions());
        LogFeeder.createTopic(log);
        watcher.phase("Comparing at " + plan.cuts().size() + " cuts", plan.records());
        Scenario<E, F, A> scenario = scenario(plan, log);
        try (LogFeeder feeder =
                        new LogFeeder(input, plan, log, watcher::at, disturbance.stops(), disturbance.patience());
                LambdaArchitecture<E, F, A> lambda = new LambdaArchitecture<>(scenario);
                KappaArchitecture<E, F, A> kappa = new KappaArchitecture<>(scenario)) {
            feeding = feeder;
            return run(input, plan, log, feeder, lambda, kappa, disturbance);
        }
    }

    /** Writes nothing more into the log, also while it is being compared; the jobs end with their cluster. */
    @Override
    public void close() {
        if (feeding != null) {
            feeding.stop();
        }
    }

    /** The comparison itself, over architectures that may have been made otherwise. */
    Outcome<A> run(
            EventInput<E> input,
            FeedPlan plan,
            EventLog log,
            LogFeeder feeder,
            LambdaArchitecture<E, F, A> lambda,
            KappaArchitecture<E, F, A> kappa,
            Disturbance disturbance) {
        Findings<A> ofKappa = new Findings<>(kappa);
        Findings<A> ofLambda = new Findings<>(lambda);
        List<Findings<A>> findings = List.of(ofKappa, ofLambda);
        Cut last = plan.cuts().get(plan.cuts().size() - 1);
        findings.forEach(Findings::start);
        disturbance.begin(List.of(kappa, lambda), feeder::fed);
        try (DetectionWatch<E, A> watch = new DetectionWatch<>(pipeline, List.of(kappa, lambda))) {
            Truth<A> truth = null;
            for (Cut cut : plan.cuts()) {
                feeder.feedUpTo(cut);
                for (Findings<A> each : findings) {
                    each.serve(cut);
                }
                long since = System.nanoTime();
                View<A> batchView = lambda.computeBatchView(cut);
                long duration = System.nanoTime() - since;
                truth = Truth.of(batchView, cut, pipeline.aggregate());
                watch.computed(truth.rows(), cut, duration);
                for (Findings<A> each : findings) {
                    each.compare(pipeline, truth);
                }
                if (!cut.equals(last)) {
                    lambda.serveBatchView(truth.rows(), cut);
                }
            }
            disturbance.end();
            watcher.phase("Draining", -1);
            for (Findings<A> each : findings) {
                each.finish(pipeline, truth, last);
            }
            lambda.serveBatchView(truth.rows(), last);
            return new Outcome<>(
                    pipeline,
                    plan,
                    settings.named(plan.cuts().size()),
                    truth.counts(),
                    truth.rows(),
                    truth.evidence().deadLetters(log),
                    findings,
                    watch.times(input, plan, feeder.times(), settings));
        }
    }

    Scenario<E, F, A> scenario(FeedPlan plan, KafkaLog log) {
        return new Scenario<>(
                pipeline,
                log,
                plan.epochs(),
                settings.windows(),
                settings.outOfOrderness(),
                settings.allowedLateness(),
                settings.maxAhead(),
                settings.idleAfter(),
                settings.outputMode(),
                settings.checkpointEvery(),
                cluster,
                settings.parallelism(),
                views.batch(),
                views.speed(),
                views.kappa());
    }
}
