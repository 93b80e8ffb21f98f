package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.comparison.query.QueryDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A query's job that goes on running on a cluster, though the process that submitted it has died. */
final class LeftJob {
    private LeftJob() {}

    /**
     * The one that runs just now; empty if there is none.
     *
     * <p>Where the cluster cannot be asked, that is said: whether the job runs on there nobody knows.
     */
    static Optional<QueryDirectory.SentJob> of(Path directory) {
        return QueryDirectory.sent(directory).filter(LeftJob::runs);
    }

    private static boolean runs(QueryDirectory.SentJob job) {
        try {
            return FlinkCluster.at(URI.create(job.cluster()), List.of()).runs(job.id());
        } catch (JobFailure unreachable) {
            System.err.println("Whether the query's job " + job.id() + " still runs cannot be found out: "
                    + unreachable.getMessage());
            return false;
        }
    }

    /**
     * Makes sure that there is none.
     *
     * @throws IllegalArgumentException if there is, with a sentence
     */
    static void requireNone(Path directory) {
        of(directory).ifPresent(job -> {
            throw new IllegalArgumentException("The query in " + directory + " still runs on the cluster at "
                    + job.cluster() + ", as job " + job.id() + ": ./parallax savepoint " + directory
                    + " stops it.");
        });
    }
}
