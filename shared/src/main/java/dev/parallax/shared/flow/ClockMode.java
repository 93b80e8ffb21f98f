package dev.parallax.shared.flow;

/** Which hand of the log clock decides when a row is final. */
public enum ClockMode {
    /** None: a batch job sees everything before it writes anything. */
    NONE,
    /** Event time: a window closes, and what comes behind it is late. */
    EVENT_TIME,
    /** Ingest time: an epoch's share of a window closes with the epoch, and nothing is late. */
    INGEST_TIME
}
