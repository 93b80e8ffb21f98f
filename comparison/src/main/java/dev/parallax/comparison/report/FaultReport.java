package dev.parallax.comparison.report;

import java.util.List;
import java.util.Map;

/**
 * What was struck while the log was fed, how the streams recovered, and whether their final views are those of the same run without faults.
 *
 * @param faults as they were asked for
 * @param seed of what was left to chance
 * @param events what happened, in its order
 * @param finalViews each beside that of the run without faults
 * @param poison how many records were in the log that nobody can process
 * @param poisonInDeadLetters how many of them became dead letters, byte for byte
 * @param otherDeadLetters how many dead letters only one of the two runs has, poison aside
 * @param course how the streams went on
 */
public record FaultReport(
        String faults,
        long seed,
        List<Event> events,
        List<FinalView> finalViews,
        long poison,
        long poisonInDeadLetters,
        long otherDeadLetters,
        List<Moment> course) {
    /**
     * A fault. Its process was killed and started again.
     *
     * @param fault as it was asked for
     * @param struck the name of the process; {@code log} for poison
     * @param record how many records had been fed
     * @param seconds since the feeding began
     * @param streams what it meant for each; none for poison
     */
    public record Event(String fault, String struck, long record, double seconds, List<Recovery> streams) {}

    /**
     * How a stream came over a fault.
     *
     * @param architecture whose stream
     * @param restarted whether its tasks were started anew, from a checkpoint
     * @param recoverySeconds from the kill to the end of the first checkpoint that was begun after it; null if the stream had no part in what was
     *     struck, or never completed another one
     * @param recordsReadAgain records that had been read before, as far as the stream had told of them; null if it had not told
     */
    public record Recovery(String architecture, boolean restarted, Double recoverySeconds, Long recordsReadAgain) {}

    /**
     * A view at the end of the log beside that of the run without faults.
     *
     * @param view {@code truth}, {@code kappa} or {@code lambda}
     * @param rows of the run with faults
     * @param same rows that are the same in both
     * @param different rows that are in both, and not the same
     * @param missing rows of the run without faults alone
     * @param extra rows of the run with faults alone
     * @param idle rows left out of this, because what partitions were skipped as idle may differ from run to run
     */
    public record FinalView(String view, long rows, long same, long different, long missing, long extra, long idle) {
        /** Whether all rows are the same, those left out aside. */
        public boolean agrees() {
            return different + missing + extra == 0;
        }
    }

    /**
     * How far the streams had read at one time.
     *
     * @param seconds since the feeding began
     * @param fed records of the log
     * @param read by architecture, how many of them its stream had read in the attempt that ran then; null while nothing was known of it
     */
    public record Moment(double seconds, long fed, Map<String, Long> read) {}
}
