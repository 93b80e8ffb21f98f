package dev.parallax.comparison.generate;

/** When those things happened that arrive line by line. Times are in microseconds since the epoch. */
interface EventTimes {
    /** A time at which something may have happened that arrives with the line at {@code position} and is not late. */
    long usual(long position, SeededRandom random);

    /**
     * When the good event happened that arrives with the line at {@code position}. The first one is not late.
     *
     * @param usual what {@link #usual} said for this line
     */
    long ofEvent(long position, long usual, SeededRandom random);

    /** How many good events were late. */
    long late();
}
