package dev.parallax.comparison.report;

/**
 * The events of a comparison: {@code records = accepted + malformed + invalid + duplicates}.
 *
 * @param records all of them
 * @param accepted events that count
 * @param malformed records that are no event
 * @param invalid events against the rules, copies with other content among them
 * @param duplicates further copies of accepted events
 * @param facts contributions to windows that the accepted events made
 * @param partitions of the log
 * @param datedAhead accepted events that are dated more than a minute after they were taken in: a clock was wrong
 */
public record LogSummary(
        long records,
        long accepted,
        long malformed,
        long invalid,
        long duplicates,
        long facts,
        int partitions,
        long datedAhead) {}
