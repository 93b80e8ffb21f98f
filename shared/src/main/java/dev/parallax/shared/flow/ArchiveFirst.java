package dev.parallax.shared.flow;

import dev.parallax.shared.logic.CombinedClock;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a rollup subtask see the whole archive before anything of the log behind it. The source reads them one after the other, but records of the log may
 * overtake the archive's last ones, because they come from other tasks: those wait here. While the archive is read its clock alone closes windows, and
 * behind its end it counts no more.
 *
 * <p>What the log brings for a window that the archive's clock had closed is late, and marked as not so by its own partition's clock; which records those
 * are depends on archive and log alone.
 *
 * <p>Nothing waits when a checkpoint is made: the log is opened only after the archive's end has left its reader, so in each checkpoint that holds a
 * record of the log the archive's end stands before the barrier too. (That is not so where barriers overtake records.)
 */
final class ArchiveFirst<A> {
    private final RollupSettings settings;
    private final CombinedClock clock;
    private final List<Shuffled<A>> waiting = new ArrayList<>();
    private boolean ended;

    ArchiveFirst(RollupSettings settings, CombinedClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.ended = !settings.archiveFirst();
        if (settings.archiveFirst()) {
            clock.countOnly(partition -> partition == settings.archive());
        }
    }

    /** Whether the record was kept, to be given back at the archive's end. */
    boolean keeps(Shuffled<A> record) {
        if (ended || record instanceof PartitionEnd || isOfArchive(record)) {
            return false;
        }
        waiting.add(record);
        return true;
    }

    private boolean isOfArchive(Shuffled<A> record) {
        if (record instanceof Share<A> share) {
            return share.place().partition() == settings.archive();
        }
        return !(record instanceof ClockReading<A> reading) || reading.clock().partition() == settings.archive();
    }

    /** A partition has ended: if that was the archive, what was kept, in its order. */
    List<Shuffled<A>> end(int partition) {
        if (!settings.archiveFirst() || partition != settings.archive()) {
            return List.of();
        }
        ended = true;
        clock.countOnly(every -> true);
        List<Shuffled<A>> kept = List.copyOf(waiting);
        waiting.clear();
        return kept;
    }

    void requireNothingWaits() {
        if (!waiting.isEmpty()) {
            throw new IllegalStateException("Records that came behind an archive were overtaken by a barrier: "
                    + "with an archive, checkpoints must be aligned (execution.checkpointing.unaligned: false).");
        }
    }
}
