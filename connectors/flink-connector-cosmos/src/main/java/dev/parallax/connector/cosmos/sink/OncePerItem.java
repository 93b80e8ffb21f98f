package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.sink.Write.ItemKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.sink.writer.Batch;
import org.apache.flink.connector.base.sink.writer.BatchCreator;
import org.apache.flink.connector.base.sink.writer.RequestBuffer;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;

/**
 * Makes batches in which no item occurs twice, as Cosmos DB carries out the operations of a bulk in any order. Of several
 * upserts the last one is sent; operations that cannot be merged wait for the next batch. As a failed operation goes back
 * to the head of the buffer and one batch is under way at a time, the operations on an item keep their order.
 */
final class OncePerItem implements BatchCreator<Write> {
    private final long mostBytes;

    OncePerItem(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public Batch<Write> createNextBatch(RequestInfo request, RequestBuffer<Write> buffer) {
        Map<ItemKey, Write> batch = new HashMap<>();
        ArrayList<Write> inOrder = new ArrayList<>();
        Deque<RequestEntryWrapper<Write>> deferred = new ArrayDeque<>();
        Set<ItemKey> deferredItems = new HashSet<>();
        long bytes = 0;
        // The first one is always taken: an empty batch would have the writer ask again for ever.
        while (!buffer.isEmpty()
                && inOrder.size() < Math.max(1, request.getBatchSize())
                && (inOrder.isEmpty() || bytes + buffer.peek().getSize() <= mostBytes)) {
            RequestEntryWrapper<Write> next = buffer.poll();
            Write write = next.getRequestEntry();
            ItemKey item = write.key();
            Write first = batch.putIfAbsent(item, write);
            if (first == null) {
                inOrder.add(write);
                bytes += next.getSize();
            } else if (deferredItems.contains(item) || !first.absorb(write)) {
                deferred.push(next);
                deferredItems.add(item);
            }
        }
        deferred.forEach(wrapper -> buffer.add(wrapper, true));
        return new Batch<>(inOrder, bytes);
    }
}
