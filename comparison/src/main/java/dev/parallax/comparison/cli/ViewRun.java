package dev.parallax.comparison.cli;

import dev.parallax.architectures.FollowedView;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.batch.BatchViewJob;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewStore;
import dev.parallax.streaming.StreamViewJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One job over a log as it is now, until its view is whole.
 *
 * @param stream whether it reads the log as it grew; else it is a batch job
 * @param views where the view is left besides; null for nowhere
 * @param jars with the classes of the pipeline, where it is not one of Parallax' own
 */
record ViewRun(
        boolean stream, EventOptions events, ClusterOptions cluster, String views, Duration maxAhead, List<Path> jars) {
    private static final String VIEW = "view";

    /** What came of it. */
    record Result<A>(View<A> view, List<DeadLetter<A>> deadLetters) {}

    /** Finds out before anything is started whether it can run. */
    void check() {
        events.check();
        cluster.check(stream && events.isTopic());
        events.config().check(events.isTopic() || ViewOptions.isKafka(views));
        if (!cluster.isOnThisMachine() && (events.areTemporary() || views == null)) {
            throw new IllegalArgumentException("--cluster: jobs at " + cluster.host()
                    + " cannot see this machine's temporary files: give --views, and events by --kafka or --events.");
        }
    }

    /**
     * Runs it, with progress on standard error.
     *
     * @param settings by the number of the log's partitions
     * @param resources are closed when it has run
     */
    <E, F, A> Result<A> of(Pipeline<E, F, A> pipeline, IntFunction<RollupSettings> settings, OpenResources resources)
            throws IOException {
        ProgressDisplay progress = resources.open(ProgressDisplay::new);
        Path work = resources.temporaryDirectory();
        ViewStore store = resources.open(() -> ViewOptions.store(
                "--views",
                views == null ? work.resolve("views").toUri().toString() : views,
                events.config().settings()));
        progress.phase("Reading the events", -1);
        EventLog log = events.log(pipeline, maxAhead, work);
        try (EventInput<E> input = events.input(pipeline, log)) {
            EventCheck.requireEvent(input);
        }
        progress.phase("Starting Flink", -1);
        FlinkCluster opened = resources.open(() -> cluster.open(1, work, jars));
        store.createEmpty(VIEW, cluster.parallelism());
        progress.phase("Running", -1);
        RunningJob job = submit(opened, pipeline, settings.apply(log.partitions()), log, store);
        View<A> view = view(pipeline, store, job);
        Result<A> result = new Result<>(view, view.deadLetters(log));
        resources.close();
        return result;
    }

    private <E, F, A> RunningJob submit(
            FlinkCluster opened, Pipeline<E, F, A> pipeline, RollupSettings settings, EventLog log, ViewStore store) {
        StreamExecutionEnvironment environment = opened.environment(cluster.parallelism());
        var sink = store.sink(VIEW, pipeline);
        if (!stream) {
            BatchViewJob.build(environment, pipeline, log, log.untilNow(), settings, sink);
            return opened.submit(environment, "batch view");
        }
        StreamViewJob.build(environment, pipeline, log, log.untilNow(), settings, cluster.checkpointEvery(), sink);
        return opened.submit(environment, "stream view");
    }

    private <A> View<A> view(Pipeline<?, ?, A> pipeline, ViewStore store, RunningJob job) {
        try (FollowedView<A> followed = new FollowedView<>(job, store.reader(VIEW, pipeline), cluster.parallelism())) {
            job.awaitFinished();
            followed.awaitEnd();
            return followed.view();
        }
    }
}
