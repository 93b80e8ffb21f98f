package dev.parallax.comparison.cli;

import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.checkpoints.StateCompatibility;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.query.QueryOutput;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A query that goes on with another version of its pipeline. */
final class Upgrade {
    private Upgrade() {}

    /**
     * Finds out before the job is submitted whether it can go on from a checkpoint.
     *
     * @return what is different in its state, as sentences with a space before each; empty if nothing is
     * @throws IllegalArgumentException if it cannot, with a sentence that names the operator, the state and what differs
     */
    static String check(CheckpointEntry from, StreamGraph job, Pipeline<?, ?, ?> pipeline) {
        StateCompatibility compatibility = StateCompatibility.of(
                CheckpointContents.of(from),
                job.getJobGraph(),
                QueryOutput.states(pipeline),
                pipeline.getClass().getClassLoader());
        if (!compatibility.conflicts().isEmpty()) {
            throw new IllegalArgumentException(
                    "The query cannot go on from " + from.title() + " in " + from.path()
                            + ": " + String.join("; ", compatibility.conflicts())
                            + ". Nothing was started or changed: start it as it was before, or begin anew with another --checkpoint.");
        }
        StringBuilder changes = new StringBuilder();
        compatibility
                .changes()
                .forEach(change -> changes.append(" In ").append(change).append('.'));
        return changes.toString();
    }
}
