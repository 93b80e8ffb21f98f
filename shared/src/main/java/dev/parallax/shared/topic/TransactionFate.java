package dev.parallax.shared.topic;

/** What has become of a transaction that cannot be committed. */
enum TransactionFate {
    /** Its records are there for every reader: it was committed before. */
    COMMITTED,
    /** Its records are in the topic, but no reader of committed records will ever see them. */
    ABORTED,
    /** The broker has not decided yet. */
    OPEN,
    /** Its records are no more in the topic, so that it cannot be told. */
    GONE
}
