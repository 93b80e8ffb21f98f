package dev.parallax.architectures;

import dev.parallax.architectures.cluster.Cost;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.streaming.StreamViewJob;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Kappa: one streaming job from the beginning of the log keeps the view. To compute it anew, a second copy of the job
 * fills another version of the view from the beginning, and when it has caught up, one pointer moves.
 */
public final class KappaArchitecture<E, F, A> implements Architecture<A> {
    static final String POINTER = "kappa";

    private final Scenario<E, F, A> scenario;
    private int version;
    private FollowedView<A> serving;
    private Cost cost = Cost.NOTHING;

    public KappaArchitecture(Scenario<E, F, A> scenario) {
        this.scenario = scenario;
    }

    @Override
    public String name() {
        return "kappa";
    }

    @Override
    public void start() {
        serving = startVersion(1);
        String ofEarlierRun = scenario.kappaViews().served(POINTER);
        scenario.kappaViews().serve(POINTER, viewName(1));
        version = 1;
        if (ofEarlierRun != null && !ofEarlierRun.equals(viewName(1))) {
            scenario.kappaViews().drop(ofEarlierRun);
        }
    }

    @Override
    public RunningJob stream() {
        return serving.job();
    }

    @Override
    public ViewReader<A> reader() {
        return scenario.kappaViews().reader(viewName(version), scenario.pipeline());
    }

    @Override
    public OutputMode outputMode() {
        return scenario.outputMode();
    }

    private FollowedView<A> startVersion(int number) {
        String view = viewName(number);
        scenario.kappaViews().createEmpty(view, scenario.parallelism());
        StreamExecutionEnvironment environment = scenario.cluster().environment(scenario.parallelism());
        StreamViewJob.build(
                environment,
                scenario.pipeline(),
                scenario.log(),
                LogRange.everything(),
                settings(),
                scenario.checkpointEvery(),
                scenario.kappaViews().sink(view, scenario.pipeline()));
        RunningJob job = scenario.cluster().submit(environment, view);
        return new FollowedView<>(job, scenario.kappaViews().reader(view, scenario.pipeline()), scenario.parallelism());
    }

    private static String viewName(int version) {
        return "kappa-" + version;
    }

    private RollupSettings settings() {
        return RollupSettings.stream(
                        scenario.windows(),
                        scenario.log().partitions(),
                        scenario.maxAhead(),
                        scenario.outOfOrderness(),
                        scenario.allowedLateness(),
                        scenario.idleAfter(),
                        scenario.outputMode())
                .withDeadLetters(false);
    }

    @Override
    public ServedView<A> serve(Cut cut) {
        serving.catchUp(cut.offsets());
        return served(scenario.outputMode() == OutputMode.APPEND ? closedUpTo() : Long.MAX_VALUE);
    }

    private long closedUpTo() {
        long watermark = serving.view().watermark();
        return watermark == Long.MIN_VALUE
                ? watermark
                : watermark - scenario.allowedLateness().toMillis();
    }

    private ServedView<A> served(long openFrom) {
        View<A> view = serving.view();
        return new ServedView<>(
                view.rows(scenario.pipeline().aggregate()), List.copyOf(view.late()), List.of(), openFrom);
    }

    /** Computes the view anew, from the beginning of the log up to {@code cut}, and serves that from then on. */
    public void reprocess(Cut cut) {
        FollowedView<A> next = startVersion(version + 1);
        next.catchUp(cut.offsets());
        scenario.kappaViews().serve(POINTER, viewName(version + 1));
        end(serving);
        scenario.kappaViews().drop(viewName(version));
        serving = next;
        version++;
    }

    @Override
    public ServedView<A> finish(Cut last) {
        serving.catchUp(last.offsets());
        serving.job().drain();
        serving.awaitEnd();
        return served(Long.MAX_VALUE);
    }

    private void end(FollowedView<A> superseded) {
        superseded.job().drain();
        cost = cost.plus(superseded.job().cost());
        superseded.close();
    }

    @Override
    public Cost cost() {
        return cost.plus(serving.job().cost());
    }

    @Override
    public void close() {
        if (serving != null) {
            serving.close();
            serving.job().cancelIfRunning();
        }
    }
}
