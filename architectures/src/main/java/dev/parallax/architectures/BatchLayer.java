package dev.parallax.architectures;

import dev.parallax.architectures.cluster.Cost;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.batch.BatchViewJob;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.View;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Computes the view of everything before a cut, from the beginning of the log: the truth at that cut. */
final class BatchLayer<E, F, A> {
    private static final String NAME = "batch-";

    private final Scenario<E, F, A> scenario;
    private Cost cost = Cost.NOTHING;

    BatchLayer(Scenario<E, F, A> scenario) {
        this.scenario = scenario;
    }

    static String viewName(Cut cut) {
        return NAME + cut.number();
    }

    /** The number of the cut up to which the view of this name goes. */
    static int cutOf(String viewName) {
        return Integer.parseInt(viewName.substring(NAME.length()));
    }

    View<A> compute(Cut cut) {
        String view = viewName(cut);
        scenario.batchViews().createEmpty(view, scenario.parallelism());
        StreamExecutionEnvironment environment = scenario.cluster().environment(scenario.parallelism());
        BatchViewJob.build(
                environment,
                scenario.pipeline(),
                scenario.log(),
                LogRange.upTo(cut.offsets()),
                RollupSettings.batch(scenario.windows(), scenario.log().partitions(), scenario.maxAhead()),
                scenario.batchViews().sink(view, scenario.pipeline()));
        RunningJob job = scenario.cluster().submit(environment, view);
        try (FollowedView<A> followed = new FollowedView<>(
                job, scenario.batchViews().reader(view, scenario.pipeline()), scenario.parallelism())) {
            followed.awaitEndWithDeadLetters();
            job.awaitFinished();
            cost = cost.plus(job.cost());
            return followed.view();
        } finally {
            job.cancelIfRunning();
        }
    }

    Cost cost() {
        return cost;
    }
}
