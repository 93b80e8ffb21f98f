package dev.parallax.comparison.cli;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.comparison.query.QueryDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "savepoint",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Stops a query that runs in another terminal, or on a cluster, with a savepoint: what it has read is in its sinks, "
                    + "open windows stay open, and the same command goes on from exactly there, with a newer version of its "
                    + "pipeline too.",
            "Instead of a query's directory any job of a cluster can be named. (Ctrl-C stops a query as well; it then goes on "
                    + "from its last checkpoint, and reads again what came after.)"
        },
        footer = {
            "",
            "Examples:",
            "  ./parallax savepoint CP",
            "  ./parallax savepoint --cluster 127.0.0.1:8081 --job 'stream view kappa' --into savepoints"
        })
final class SavepointCommand implements Callable<Integer> {
    @ParentCommand
    private Parallax parallax;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The query's --checkpoint directory.")
    private Path directory;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "Instead of a directory: the REST address of a cluster.")
    private String cluster;

    @Option(names = "--job", paramLabel = "ID|NAME", description = "With --cluster: which of its running jobs.")
    private String job;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "With --cluster: where the savepoint goes, as the cluster's machines see it. Default: what the cluster is "
                            + "configured with.")
    private Path into;

    @Override
    public Integer call() throws IOException {
        check();
        try (OpenResources resources = parallax.resources()) {
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Stopping with a savepoint", -1);
            String said = cluster != null ? ofCluster() : ofQuery(resources);
            resources.close();
            parallax.output().print(said + "\n");
        }
        return Parallax.DONE;
    }

    private void check() {
        if ((directory == null) == (cluster == null)) {
            throw new IllegalArgumentException("Give a query's --checkpoint directory, or --cluster with --job.");
        }
        if (cluster == null && (job != null || into != null)) {
            throw new IllegalArgumentException("--job and --into go with --cluster.");
        }
        if (cluster != null) {
            Addresses.requireHostAndPort("--cluster", cluster);
            if (job == null) {
                throw new IllegalArgumentException("--cluster: say which of its jobs with --job.");
            }
        }
    }

    private String ofCluster() {
        FlinkCluster flink = FlinkCluster.at(URI.create("http://" + cluster), List.of());
        FlinkCluster.JobName found = flink.runningJob(job);
        String place = flink.stop(
                found.id(),
                into == null ? null : into.toAbsolutePath().normalize().toUri().toString());
        return "The job '" + found.name() + "' has stopped with the savepoint " + place + ": flink run -s " + place
                + " goes on from there.";
    }

    private String ofQuery(OpenResources resources) throws IOException {
        boolean runsHere = QueryDirectory.isInUse(directory);
        Optional<QueryDirectory.SentJob> left = runsHere ? Optional.empty() : LeftJob.of(directory);
        if (!runsHere && left.isEmpty()) {
            throw new IllegalArgumentException("No query is running with the directory " + directory + ".");
        }
        if (runsHere) {
            askAndWait(resources);
        } else {
            QueryDirectory query = resources.open(() -> QueryDirectory.open(directory));
            FlinkCluster.at(URI.create(left.get().cluster()), List.of())
                    .stop(left.get().id(), query.savepoints());
            query.ended();
        }
        CheckpointEntry newest = CheckpointDirectory.at(directory)
                .newest()
                .filter(entry -> entry.kind() == CheckpointEntry.Kind.SAVEPOINT)
                .orElseThrow(() -> new JobFailure(
                        "The query in " + directory + " has ended without a savepoint: it says itself why."));
        return "The query has stopped with " + newest.title() + " in " + newest.path()
                + ": the same ./parallax run stream command goes on from there.";
    }

    /** The query looks for the request many times a second, once its job runs. */
    private void askAndWait(OpenResources resources) throws IOException {
        QueryDirectory.askToStop(directory);
        resources.open(() -> () -> QueryDirectory.forgetStop(directory));
        Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleIf(problem -> false)
                        .handleResult(true)
                        .withDelay(Duration.ofMillis(50))
                        .withMaxRetries(-1)
                        .build())
                .get(() -> QueryDirectory.isInUse(directory));
    }
}
