package dev.parallax.comparison;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.BadRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails so many times at a certain event, wherever that is met first. */
final class FailingPipeline<E, F, A> extends ChangedPipeline<E, F, A> {
    private static final Map<String, AtomicInteger> LEFT = new ConcurrentHashMap<>();

    private final String name;
    private final String mark;

    /** @param mark a part of the event that no other one has */
    FailingPipeline(Pipeline<E, F, A> right, String name, String mark, int failures) {
        super(right);
        this.name = name;
        this.mark = mark;
        LEFT.put(name, new AtomicInteger(failures));
    }

    /** @param offset of the device event, as the events say it themselves */
    static <E, F, A> FailingPipeline<E, F, A> at(long offset, Pipeline<E, F, A> right, String name, int failures) {
        return new FailingPipeline<>(right, name, "\"eventOffset\":" + offset + ",", failures);
    }

    int failuresLeft() {
        return LEFT.get(name).get();
    }

    @Override
    public E decode(byte[] record) throws BadRecord {
        boolean isInTask = Thread.currentThread().getName().contains("Source");
        if (isInTask
                && new String(record, StandardCharsets.ISO_8859_1).contains(mark)
                && LEFT.get(name).getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("Planted: a task fails at the event with " + mark);
        }
        return super.decode(record);
    }
}
