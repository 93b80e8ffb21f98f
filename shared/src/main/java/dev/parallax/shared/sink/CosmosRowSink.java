package dev.parallax.shared.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.sink.CosmosOperation;
import dev.parallax.connector.cosmos.sink.CosmosSink;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.NamedRow;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.StoreUnreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Keeps rows as items of a Cosmos DB container, one for each key and window: the row's key is the partition key, the window is the id. The results stand in an object of
 * their own, since the store has names on the item itself. A keyed store can do every output mode, because each row is written for itself.
 */
final class CosmosRowSink implements RowSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CosmosConnection connection;
    private final Duration patience;

    /** @param patience how long passing faults of one row are put up with */
    CosmosRowSink(CosmosConnection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    @Override
    public String name() {
        return connection.toString();
    }

    @Override
    public Set<OutputMode> modes() {
        return EnumSet.allOf(OutputMode.class);
    }

    @Override
    public String promise() {
        return "Effectively once: rows are written whole, at least once, with a version that keeps an older writer's from replacing a newer one's, and are in the"
                + " container before their checkpoint completes. After a failure some go back to an earlier state until the query has come past that"
                + " place again; in the end each is as without the failure. Rows are seen one by one, not a trigger at a time.";
    }

    /** Makes database and container if they are missing. */
    @Override
    public void prepare() {
        try {
            CosmosItems.createIfAbsent(connection).close();
        } catch (IOException e) {
            throw new StoreUnreachable(e.getMessage(), e);
        }
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        return CosmosSink.<ViewRow<A>>builder()
                .connection(connection)
                .mapper(row -> operation(pipeline, row))
                .versioned()
                .giveUpAfter(patience)
                .build();
    }

    private static <A> CosmosOperation operation(Pipeline<?, ?, A> pipeline, ViewRow<A> row) {
        Window window = row.slot().window();
        String id = WindowText.of(window);
        if (row.isRemoved()) {
            return CosmosOperation.delete(row.key(), id);
        }
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("key", row.key())
                .put("windowStart", NamedRow.time(window, window.start()))
                .put("windowEnd", NamedRow.time(window, window.end()));
        item.set("result", JSON.valueToTree(pipeline.result(row.accumulator())));
        return CosmosOperation.upsert(row.key(), id, item);
    }
}
