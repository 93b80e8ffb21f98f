package dev.parallax.shared.log;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Gathers what reaches the end of a job that runs in this program, at once and whether or not a checkpoint covers it. */
public final class GatheringSink<T> implements Sink<T> {
    private static final Map<String, Queue<Object>> GATHERED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Queue<Object> queue = queue();
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context of) {
                queue.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }

    private Queue<Object> queue() {
        return GATHERED.computeIfAbsent(id, unknown -> new ConcurrentLinkedQueue<>());
    }

    @SuppressWarnings("unchecked")
    public List<T> gathered() {
        return (List<T>) List.copyOf(queue());
    }
}
