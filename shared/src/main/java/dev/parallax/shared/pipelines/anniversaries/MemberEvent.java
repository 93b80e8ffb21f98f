package dev.parallax.shared.pipelines.anniversaries;

/** What a log of orders holds: the orders, that some are cancelled, and what is known of the customers. */
public sealed interface MemberEvent permits Order, Customer {
    String customerId();

    /** Identity of the event, the same in all its copies; null if each counts. */
    String eventId();

    /** In milliseconds since the epoch, UTC. */
    long eventTime();
}
