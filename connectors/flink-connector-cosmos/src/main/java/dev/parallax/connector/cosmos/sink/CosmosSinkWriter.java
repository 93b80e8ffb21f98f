package dev.parallax.connector.cosmos.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.ItemLimits;
import dev.parallax.connector.cosmos.ItemVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/**
 * Makes operations of records, looks at what can be seen before sending, and stamps versions.
 *
 * @param <T> the records
 */
final class CosmosSinkWriter<T> implements StatefulSinkWriter<T, BufferedRequestState<Write>> {
    private final CosmosItems items;
    private final CosmosMapper<T> mapper;
    private final Rejections rejections;
    private final AsyncSinkWriter<Write, Write> writer;
    /** 0 for a sink without versions. */
    private final long generation;

    private long checkpoint;
    private long count;

    CosmosSinkWriter(
            CosmosItems items,
            CosmosMapper<T> mapper,
            Rejections rejections,
            AsyncSinkWriter<Write, Write> writer,
            long generation,
            long checkpoint) {
        this.items = items;
        this.mapper = mapper;
        this.rejections = rejections;
        this.writer = writer;
        this.generation = generation;
        this.checkpoint = checkpoint;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        CosmosOperation operation = mapper.map(element);
        if (operation == null) {
            return;
        }
        Optional<String> problem = problemWith(operation);
        if (problem.isPresent()) {
            rejections.reject(operation, problem.get());
            return;
        }
        ItemVersion version = null;
        if (operation.item() != null) {
            operation.item().put("id", operation.id());
            operation.item().put(items.partitionProperty(), operation.partition());
            if (generation > 0 && operation.kind() == CosmosOperation.Kind.UPSERT) {
                version = new ItemVersion(generation, checkpoint, ++count);
                version.putInto(operation.item());
            }
        }
        writer.write(new Write(operation, version), context);
    }

    private Optional<String> problemWith(CosmosOperation operation) {
        return ItemLimits.problemWithId(operation.id())
                .or(() -> ItemLimits.problemWithPartition(operation.partition()))
                .or(() -> operation.item() == null ? Optional.empty() : problemWith(operation, operation.item()));
    }

    private Optional<String> problemWith(CosmosOperation operation, ObjectNode item) {
        if (operation.size() > ItemLimits.LARGEST_ITEM) {
            return Optional.of("it has " + operation.size() + " bytes, and Cosmos DB takes " + ItemLimits.LARGEST_ITEM);
        }
        if (item.has("id") && !operation.id().equals(item.get("id").textValue())) {
            return Optional.of("the item has another id in it");
        }
        if (item.has(items.partitionProperty())
                && !operation
                        .partition()
                        .equals(item.get(items.partitionProperty()).textValue())) {
            return Optional.of("the item has another partition key in it");
        }
        if (generation > 0 && item.has(ItemVersion.PROPERTY)) {
            return Optional.of("the item has a property '" + ItemVersion.PROPERTY + "', where the sink keeps its own");
        }
        return Optional.empty();
    }

    /** Returns when all that was handed in is in the store, at a checkpoint as well as at the end. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        // With false, AsyncSinkWriter would wait for what is under way alone, and put the rest into the checkpoint.
        writer.flush(true);
    }

    /** Nothing is left to keep: {@link #flush} comes first. */
    @Override
    public List<BufferedRequestState<Write>> snapshotState(long checkpointId) {
        checkpoint = checkpointId;
        count = 0;
        return List.of();
    }

    @Override
    public void close() {
        items.close();
    }
}
