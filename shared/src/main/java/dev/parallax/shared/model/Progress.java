package dev.parallax.shared.model;

import java.util.List;

/**
 * How far one writer of a view has come: everything that the log holds before these clocks is in the view, as far as this
 * writer's keys go.
 *
 * @param checkpoint number of the checkpoint that commits it
 * @param writer the writing subtask, from 0
 * @param watermark the combined log clock in milliseconds since the epoch; {@link Long#MIN_VALUE} before it is known, {@link
 *     Long#MAX_VALUE} when the job is at its end
 * @param last whether this is the writer's last word: the input ended, and every window is closed
 * @param clocks the log clock of each partition from which something came
 * @param events what this writer's deduplication saw; 0 in a stream, where the counts of a run with restarts would mislead
 */
public record Progress<A>(
        long checkpoint, int writer, long watermark, boolean last, List<PartitionClock> clocks, EventCounts events)
        implements ViewRecord<A> {}
