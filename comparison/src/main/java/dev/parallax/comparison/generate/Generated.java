package dev.parallax.comparison.generate;

/**
 * What was generated: {@code lines - duplicates - malformed - invalid} is the number of good events.
 *
 * @param lines all of them
 * @param duplicates lines that are a copy of an earlier one; only good events are copied
 * @param late good events that are late, their copies not counted
 * @param malformed lines that are no event
 * @param invalid events against the rules of their pipeline
 * @param facts readings or words of the good events, those of copies not counted
 */
public record Generated(long lines, long duplicates, long late, long malformed, long invalid, long facts) {}
