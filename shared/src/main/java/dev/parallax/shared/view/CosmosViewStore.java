package dev.parallax.shared.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.StoredItem;
import dev.parallax.connector.cosmos.sink.CosmosOperation;
import dev.parallax.connector.cosmos.sink.CosmosSink;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.NamedRow;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Views as items of a Cosmos DB container: each row is a document that says what a reader wants to know, and holds the accumulator beside it. A view
 * has a few partitions; items of others say which views are served and who has written.
 */
final class CosmosViewStore implements ViewStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POINTERS = "served";
    private static final String WRITERS = "writers";
    private static final String RECORD = "record";
    private static final String EPOCH = "epoch";

    private final CosmosConnection connection;
    private CosmosItems items;

    CosmosViewStore(CosmosConnection connection) {
        this.connection = connection;
    }

    /** Opened when it is needed: it takes seconds. */
    private synchronized CosmosItems items() {
        try {
            if (items == null) {
                items = CosmosItems.createIfAbsent(connection);
            }
            return items;
        } catch (IOException e) {
            throw new StoreUnreachable(e.getMessage(), e);
        }
    }

    private static String partition(String view, String place) {
        return view + "/" + place;
    }

    private static List<String> partitions(String view) {
        return RecordAddress.places().stream()
                .map(place -> partition(view, place))
                .toList();
    }

    @Override
    public void create(String view, int writers) {
        items();
    }

    @Override
    public <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline) {
        RecordBytes<A> bytes = new RecordBytes<>(pipeline.accumulatorType());
        return new ProgressLastSink<>(CosmosSink.<ViewRecord<A>>builder()
                .connection(connection)
                .mapper(record -> upsert(view, pipeline, bytes, record))
                .versioned()
                .registry(WRITERS, view)
                .sweep(partitions(view))
                .build());
    }

    private static <A> CosmosOperation upsert(
            String view, Pipeline<?, ?, A> pipeline, RecordBytes<A> bytes, ViewRecord<A> record) {
        RecordAddress address = RecordAddress.of(record);
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        if (record instanceof ViewRow<A> row) {
            Window window = row.slot().window();
            item.put("key", row.key())
                    .put("windowStart", NamedRow.time(window, window.start()))
                    .put("windowEnd", NamedRow.time(window, window.end()))
                    .put(EPOCH, row.slot().epoch());
            if (row.isRemoved()) {
                item.put("removed", true);
            } else {
                item.set("result", JSON.valueToTree(pipeline.result(row.accumulator())));
            }
        } else {
            item.put("what", address.id());
        }
        item.put(RECORD, bytes.of(record));
        return CosmosOperation.upsert(partition(view, address.place()), id(address), item);
    }

    /** Cosmos DB takes neither any character nor any length. */
    private static String id(RecordAddress address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(address.id().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }

    @Override
    public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
        RecordBytes<A> bytes = new RecordBytes<>(pipeline.accumulatorType());
        return new PlacesReader<>((place, collector) -> {
            try (Stream<StoredItem> found = items().readPartition(partition(view, place))) {
                found.forEach(item -> collector.accept(stored(item, bytes)));
            }
        });
    }

    private static <A> StoredRecord<A> stored(StoredItem item, RecordBytes<A> bytes) {
        try {
            return new StoredRecord<>(
                    item.version().generation(),
                    item.version().sequence(),
                    bytes.read(item.payload().path(RECORD).binaryValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void drop(String view) {
        partitions(view).forEach(items()::deletePartition);
        try (Stream<StoredItem> writers = items().readPartition(WRITERS)) {
            items().deleteUnchanged(writers.filter(
                    writer -> writer.id().equals(view) || writer.id().startsWith(view + "-")));
        }
    }

    @Override
    public void forget(String view, int epoch) {
        for (String partition : partitions(view)) {
            try (Stream<StoredItem> found = items().readPartition(partition)) {
                items().deleteUnchanged(
                                found.filter(item -> item.payload().path(EPOCH).asInt(Integer.MAX_VALUE) <= epoch));
            }
        }
    }

    @Override
    public void serve(String name, String view) {
        items().put(POINTERS, name, JsonNodeFactory.instance.objectNode().put("view", view));
    }

    @Override
    public String served(String name) {
        return items().find(POINTERS, name)
                .map(item -> item.payload().path("view").textValue())
                .orElse(null);
    }

    @Override
    public synchronized void close() {
        if (items != null) {
            items.close();
        }
    }
}
