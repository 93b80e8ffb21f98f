package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.ItemVersion;
import dev.parallax.connector.cosmos.StoredItem;
import dev.parallax.connector.cosmos.sink.WriterRegistry.Owner;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * One writer's life, from its opening to its end, among those before and after it: its generation is greater than that
 * of all before.
 *
 * <p>Which earlier writers are abandoned is told by whose they were, not by a number of attempts: that begins again at 0
 * with each JobManager, and after a partial restart it differs between the subtasks of one job. An earlier writer of the
 * same subtask of the same job is over, or should be, when the next one opens. So is one of a subtask that the job no
 * longer has, and one of another job: for these, subtask 0 is responsible.
 */
final class Incarnation implements Fence {
    private final WriterRegistry registry;
    private final Owner self;
    private final int parallelism;
    private final OptionalLong restored;
    private final long generation;

    private Incarnation(WriterRegistry registry, Owner self, int parallelism, OptionalLong restored, long generation) {
        this.registry = registry;
        this.self = self;
        this.parallelism = parallelism;
        this.restored = restored;
        this.generation = generation;
    }

    static Incarnation begin(WriterRegistry registry, WriterInitContext context) {
        Owner self = new Owner(
                context.getJobInfo().getJobId().toString(),
                context.getTaskInfo().getIndexOfThisSubtask());
        return new Incarnation(
                registry,
                self,
                context.getTaskInfo().getNumberOfParallelSubtasks(),
                context.getRestoredCheckpointId(),
                registry.register(self));
    }

    long generation() {
        return generation;
    }

    /** The checkpoint that this writer goes on from; 0 if it begins. */
    long restoredCheckpoint() {
        return restored.orElse(0);
    }

    /**
     * Removes what abandoned writers have written after the checkpoint that this one goes on from. What is written again
     * in between stays: an item is removed only in the version that was seen.
     *
     * @return how many items it removed
     */
    long removeAbandoned(CosmosItems items, List<String> partitions) {
        long removed = 0;
        for (String partition : partitions) {
            Stream<StoredItem> written = items.readWrittenAfter(partition, restoredCheckpoint());
            removed += items.deleteUnchanged(written.filter(item -> isAbandoned(item.version())));
        }
        return removed;
    }

    private boolean isAbandoned(ItemVersion version) {
        if (version == null || version.generation() >= generation) {
            return false;
        }
        Optional<Owner> owner = registry.ownerOf(version.generation());
        if (owner.isEmpty()) {
            return false;
        }
        if (!owner.get().job().equals(self.job())) {
            // A job that begins afresh has gone back to nothing: what others have written is none of its business.
            return self.subtask() == 0 && restored.isPresent();
        }
        return owner.get().subtask() == self.subtask()
                || (self.subtask() == 0 && owner.get().subtask() >= parallelism);
    }

    /** Another job, or this subtask's next writer, has taken over. A neighbour's greater version is no offence. */
    @Override
    public void check(ItemVersion stored) {
        if (stored.generation() <= generation) {
            return;
        }
        Optional<Owner> owner = registry.ownerOf(stored.generation());
        if (owner.isPresent() && (owner.get().equals(self) || !owner.get().job().equals(self.job()))) {
            throw new FlinkRuntimeException("Writer " + generation + " of the Cosmos DB sink (subtask " + self.subtask()
                    + " of job " + self.job() + ") has been superseded by writer " + stored.generation() + " (subtask "
                    + owner.get().subtask() + " of job " + owner.get().job() + ") and must write no more.");
        }
    }
}
