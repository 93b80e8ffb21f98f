package dev.parallax.comparison.generate;

/** How the events of one pipeline look. Each method adds one to a line, which is empty. */
interface EventTemplate {
    /**
     * Adds a good event.
     *
     * @param number of the event, unique in the log
     * @param eventTime in microseconds since the epoch
     * @return how many facts the event holds
     */
    int writeEvent(Line line, long number, long eventTime, SeededRandom random);

    /** Adds an event that has a time and identity, and breaks a rule of the pipeline. */
    void writeInvalid(Line line, long number, long eventTime, SeededRandom random);

    /** Adds JSON that is no event: its time or identity is missing, or its time unreadable. */
    void writeMalformed(Line line, long number, long eventTime, SeededRandom random);
}
