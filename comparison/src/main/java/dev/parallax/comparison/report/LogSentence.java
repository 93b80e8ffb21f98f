package dev.parallax.comparison.report;

/** What the log was, in one sentence without an end. */
final class LogSentence {
    private LogSentence() {}

    static String of(LogSummary log) {
        return Figures.count(log.records(), "record", "records")
                + " in "
                + Figures.count(log.partitions(), "partition", "partitions")
                + ": "
                + Figures.count(log.accepted())
                + " accepted with "
                + Figures.count(log.facts(), "fact", "facts")
                + ", "
                + Figures.count(log.malformed())
                + " malformed, "
                + Figures.count(log.invalid())
                + " invalid, "
                + Figures.count(log.duplicates(), "duplicate", "duplicates")
                + (log.datedAhead() == 0 ? "" : ", " + Figures.count(log.datedAhead()) + " dated ahead");
    }
}
