package dev.parallax.shared.query;

import dev.parallax.shared.model.PartitionClock;
import java.util.List;

/**
 * What one subtask of the rollup did between two triggers.
 *
 * @param checkpoint the number of the checkpoint that is the trigger; {@link Long#MAX_VALUE} at the end of the input
 * @param writer the subtask, from 0
 * @param watermark the combined log clock in milliseconds since the epoch; {@link Long#MIN_VALUE} before it is known
 * @param clocks the clock of each partition from which something came
 * @param rows how many rows left
 * @param late how many contributions were set aside as late
 * @param deadLetters how many records were set aside as no events
 */
record TriggerReport(
        long checkpoint,
        int writer,
        long watermark,
        List<PartitionClock> clocks,
        long rows,
        long late,
        long deadLetters) {}
