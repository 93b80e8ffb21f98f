package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.cosmos.CosmosItems;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a container of Azure Cosmos DB for NoSQL.
 *
 * <p><b>What it promises.</b> A checkpoint completes when everything before it is in the container: each record takes
 * effect at least once. After a failure the records since the last checkpoint are written again; until they are, the
 * container holds the items of the attempt that failed. One writer (subtask) carries out its operations on an item in the
 * order of their records, repetitions after passing faults included; of several upserts of an item that wait together
 * only the last one is sent. Key the stream by the item: between two writers there is no order, but for versions.
 *
 * <ul>
 *   <li><i>Without versions</i> an upsert is absolute. Repeating it leads to the same container in the end, if the same
 *       records come again. A writer that was given up for lost, but still lives, can overwrite newer items.
 *   <li><i>With versions</i> ({@link CosmosSinkBuilder#versioned}) an older upsert never overwrites a newer one, whichever
 *       writer, attempt or job it comes from: the server decides under an ETag, for each item atomically. When a writer
 *       opens, it removes from the partitions that it was told to sweep the items that abandoned writers wrote after the
 *       checkpoint it goes on from (their former values come back when the records do: until then they are missing).
 *       So the items are in the end those of a run without a failure, even if a job goes back to an older checkpoint or
 *       savepoint and then computes other items. A lost writer that still lives fails at the first item that its
 *       successor has written. There is no fence for its other items: what it writes after the sweep, and its successor
 *       never does, stays. Flink starts the successor after it has cancelled the lost writer, or after having lost
 *       contact with the machine, which then stops its tasks itself within the heartbeat timeout. Deletes have no
 *       version: nothing would be left to compare with.
 * </ul>
 *
 * <p><b>Faults.</b> 408, 410, 429, 449, 5xx and lost connections are repeated with growing pauses, or after the pause that
 * the server asks for, while the task is slowed down to the buffer's size; after {@link CosmosSinkBuilder#giveUpAfter}
 * the job fails. Items that can never be written (too large, a bad id, 400, 413) fail the job, or go to
 * {@link CosmosSinkBuilder#onRejected}. A credential that is refused (401, 403) and a missing container always fail it:
 * they would reject everything.
 *
 * @param <T> the records
 */
public final class CosmosSink<T> extends AsyncSinkBase<T, Write> {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = LoggerFactory.getLogger(CosmosSink.class);

    private final CosmosSinkSettings<T> settings;

    CosmosSink(CosmosSinkSettings<T> settings) {
        super(
                (element, context) -> new Write(settings.mapper().map(element), null),
                settings.batchSize(),
                // One: several would change the order of operations on an item.
                1,
                settings.bufferedOperations(),
                settings.batchBytes(),
                settings.bufferTime().toMillis(),
                settings.batchBytes());
        this.settings = settings;
    }

    /** Begins the description of a sink. */
    public static <T> CosmosSinkBuilder<T> builder() {
        return new CosmosSinkBuilder<>();
    }

    /** The container that it writes to. */
    public CosmosConnection connection() {
        return settings.connection();
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<Write>> createWriter(WriterInitContext context)
            throws IOException {
        CosmosItems items = CosmosItems.open(settings.connection());
        try {
            return open(items, context);
        } catch (RuntimeException failure) {
            items.close();
            throw failure;
        }
    }

    private StatefulSinkWriter<T, BufferedRequestState<Write>> open(CosmosItems items, WriterInitContext context) {
        Rejections rejections =
                new Rejections(settings.rejected(), context.metricGroup().counter("rejectedOperations"));
        Fence fence = stored -> {};
        long generation = 0;
        long checkpoint = 0;
        if (settings.versioned()) {
            WriterRegistry registry = new WriterRegistry(
                    items.container(), items.partitionProperty(), settings.registryPartition(), settings.counter());
            Incarnation incarnation = Incarnation.begin(registry, context);
            long removed = incarnation.removeAbandoned(items, settings.sweptPartitions());
            generation = incarnation.generation();
            checkpoint = incarnation.restoredCheckpoint();
            fence = incarnation;
            LOGGER.info(
                    "Writer {} of {} goes on from checkpoint {}; {} items of abandoned writers were removed.",
                    generation,
                    settings.connection(),
                    checkpoint,
                    removed);
        }
        BulkWriter writer = new BulkWriter(
                items.container(),
                rejections,
                fence,
                new KnownItems(settings.knownItems()),
                settings.giveUpAfter(),
                context,
                configuration());
        return new CosmosSinkWriter<>(items, settings.mapper(), rejections, writer, generation, checkpoint);
    }

    private AsyncSinkWriterConfiguration configuration() {
        // The SDK repeats some requests without an end of its own.
        Duration longest = settings.giveUpAfter().plus(Duration.ofMinutes(1));
        return AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(getMaxBatchSize())
                .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                .setMaxInFlightRequests(getMaxInFlightRequests())
                .setMaxBufferedRequests(getMaxBufferedRequests())
                .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                // A batch that is sent again while its first sending is still under way would break the order.
                .setFailOnTimeout(true)
                .setRequestTimeoutMS(longest.toMillis())
                .build();
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<Write>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<Write>> alwaysEmpty) throws IOException {
        return createWriter(context);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<Write>> getWriterStateSerializer() {
        return new NoState();
    }

    /** Where it writes to, without the key. */
    @Override
    public String toString() {
        return "CosmosSink to " + settings.connection();
    }

    /** For a state that is never there. */
    private static final class NoState extends AsyncSinkWriterStateSerializer<Write> {
        @Override
        protected void serializeRequestToStream(Write request, DataOutputStream out) {
            throw new IllegalStateException("A writer's buffer is empty when it is snapshotted");
        }

        @Override
        protected Write deserializeRequestFromStream(long requestSize, DataInputStream in) {
            throw new IllegalStateException("A writer's buffer is empty when it is snapshotted");
        }

        @Override
        public int getVersion() {
            return 1;
        }
    }
}
