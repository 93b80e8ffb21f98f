package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.CosmosConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Describes a {@link CosmosSink}: a connection and a mapper are needed, all else has a default.
 *
 * @param <T> the records
 */
public final class CosmosSinkBuilder<T> {
    /** Larger than any item, so that one always fits. */
    private static final long BATCH_BYTES = 8 << 20;

    private CosmosConnection connection;
    private CosmosMapper<T> mapper;
    private RejectedOperationHandler rejected;
    private boolean versioned;
    private String registryPartition = "flink-sink-writers";
    private String counter = "writer";
    private List<String> sweptPartitions = List.of();
    private int batchSize = 2_000;
    private int bufferedOperations = 10_000;
    private Duration bufferTime = Duration.ofSeconds(1);
    private int knownItems = 100_000;
    private Duration giveUpAfter = Duration.ofMinutes(5);

    CosmosSinkBuilder() {}

    /** The container to write to. */
    public CosmosSinkBuilder<T> connection(CosmosConnection value) {
        connection = value;
        return this;
    }

    /** What to do for a record. */
    public CosmosSinkBuilder<T> mapper(CosmosMapper<T> value) {
        mapper = value;
        return this;
    }

    /** Who takes operations that can never succeed; without it, they fail the job. */
    public CosmosSinkBuilder<T> onRejected(RejectedOperationHandler value) {
        rejected = value;
        return this;
    }

    /** Gives each upsert a version, and lets no older one overwrite it. */
    public CosmosSinkBuilder<T> versioned() {
        versioned = true;
        return this;
    }

    /**
     * Where a sink with versions keeps its counter of writers and the list of them: in items {@code ID},
     * {@code ID-1}, {@code ID-2} and so on of a partition of the same container. All sinks that write the same items
     * must have the same.
     */
    public CosmosSinkBuilder<T> registry(String partition, String id) {
        registryPartition = partition;
        counter = id;
        return this;
    }

    /**
     * From which partitions a sink with versions removes what abandoned writers have left, when it opens. No other job
     * may write to them.
     */
    public CosmosSinkBuilder<T> sweep(Collection<String> partitions) {
        sweptPartitions = List.copyOf(partitions);
        return this;
    }

    /** How many operations are sent at once, at most; 2000 unless told. */
    public CosmosSinkBuilder<T> batchSize(int operations) {
        batchSize = operations;
        return this;
    }

    /** How many operations may wait in a writer before it slows down the stream; 10,000 unless told. */
    public CosmosSinkBuilder<T> bufferedOperations(int operations) {
        bufferedOperations = operations;
        return this;
    }

    /** How long an operation may wait for others to be sent with; a second unless told. */
    public CosmosSinkBuilder<T> bufferTime(Duration time) {
        bufferTime = time;
        return this;
    }

    /**
     * Of how many items a sink with versions remembers the ETag, per writer; 100,000 unless told, of about 300 bytes
     * each. An item that is not remembered costs a further request or two.
     */
    public CosmosSinkBuilder<T> knownItems(int items) {
        knownItems = items;
        return this;
    }

    /** For how long passing faults of one operation are put up with; 5 minutes unless told. */
    public CosmosSinkBuilder<T> giveUpAfter(Duration time) {
        giveUpAfter = time;
        return this;
    }

    /**
     * The sink.
     *
     * @throws IllegalArgumentException if something is missing or cannot be, with a sentence
     */
    public CosmosSink<T> build() {
        require(connection != null, "A Cosmos DB sink needs a connection");
        require(mapper != null, "A Cosmos DB sink needs a mapper from records to operations");
        require(
                batchSize > 0 && bufferedOperations > batchSize,
                "The buffer must hold more than a batch, and that something");
        require(knownItems > 0, "A Cosmos DB sink must remember at least one item");
        require(versioned || sweptPartitions.isEmpty(), "Only a sink with versions can sweep partitions");
        connection.requireCredential();
        return new CosmosSink<>(new CosmosSinkSettings<>(
                connection,
                mapper,
                rejected,
                versioned,
                registryPartition,
                counter,
                sweptPartitions,
                batchSize,
                bufferedOperations,
                BATCH_BYTES,
                bufferTime,
                knownItems,
                giveUpAfter));
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
