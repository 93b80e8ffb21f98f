package dev.parallax.architectures;

import dev.parallax.architectures.cluster.Cost;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.streaming.StreamViewJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One streaming job whose rows are each epoch's share of the windows. */
final class SpeedLayer<E, F, A> implements AutoCloseable {
    static final String VIEW = "speed";

    private final Scenario<E, F, A> scenario;
    private FollowedView<A> following;

    SpeedLayer(Scenario<E, F, A> scenario) {
        this.scenario = scenario;
    }

    void start() {
        scenario.speedViews().createEmpty(VIEW, scenario.parallelism());
        StreamExecutionEnvironment environment = scenario.cluster().environment(scenario.parallelism());
        StreamViewJob.build(
                environment,
                scenario.pipeline(),
                scenario.log(),
                LogRange.everything(),
                RollupSettings.speed(
                        scenario.windows(), scenario.log().partitions(), scenario.maxAhead(), scenario.epochs()),
                scenario.checkpointEvery(),
                scenario.speedViews().sink(VIEW, scenario.pipeline()));
        RunningJob job = scenario.cluster().submit(environment, VIEW);
        scenario.speedViews().serve(VIEW, VIEW);
        following = new FollowedView<>(job, reader(), scenario.parallelism());
    }

    RunningJob job() {
        return following.job();
    }

    /** A further reader of its view. */
    ViewReader<A> reader() {
        return scenario.speedViews().reader(VIEW, scenario.pipeline());
    }

    /** The realtime view with everything before the cut in it. */
    View<A> upTo(Cut cut) {
        following.catchUp(cut.offsets());
        return following.view();
    }

    /** Lets go of the rows that a batch view up to this cut supersedes. */
    void forgetUpTo(Cut cut) {
        following.view().forget(epoch -> epoch <= cut.number());
        scenario.speedViews().forget(VIEW, cut.number());
    }

    void drain() {
        following.job().drain();
        following.awaitEnd();
    }

    Cost cost() {
        return following.job().cost();
    }

    @Override
    public void close() {
        if (following != null) {
            following.close();
            following.job().cancelIfRunning();
        }
    }
}
