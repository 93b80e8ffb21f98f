package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.ItemVersion;
import java.io.Serializable;

/**
 * An operation on its way into the store. It says Serializable as Flink wants its kind to be, but never is part of a
 * checkpoint: what is buffered is written before.
 */
final class Write implements Serializable {
    private static final long serialVersionUID = 1;

    /** What is tried next for a versioned upsert. */
    enum Step {
        CREATE,
        READ,
        REPLACE
    }

    private transient CosmosOperation operation;
    private transient ItemVersion version;

    /** Null until the first attempt, and for operations without a version. */
    transient Step step;

    /** What the item must still have for a replace. */
    transient String etag;

    transient int attempts;
    transient long firstAttempt;

    Write(CosmosOperation operation, ItemVersion version) {
        this.operation = operation;
        this.version = version;
    }

    CosmosOperation operation() {
        return operation;
    }

    /** Null for an operation without a version. */
    ItemVersion version() {
        return version;
    }

    ItemKey key() {
        return new ItemKey(operation.partition(), operation.id());
    }

    /** Takes over what a later write of the same item says, if that makes this one superfluous. */
    boolean absorb(Write later) {
        if (operation.kind() != CosmosOperation.Kind.UPSERT || later.operation.kind() != CosmosOperation.Kind.UPSERT) {
            return false;
        }
        operation = later.operation;
        version = later.version;
        return true;
    }

    record ItemKey(String partition, String id) {}
}
