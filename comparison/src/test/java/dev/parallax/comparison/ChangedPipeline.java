package dev.parallax.comparison;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Windows;
import java.util.Map;
import java.util.function.BiConsumer;

/** A pipeline as it is but for what a test overrides. */
class ChangedPipeline<E, F, A> implements Pipeline<E, F, A> {
    private final Pipeline<E, F, A> right;

    ChangedPipeline(Pipeline<E, F, A> right) {
        this.right = right;
    }

    @Override
    public String name() {
        return right.name();
    }

    @Override
    public Windows windows() {
        return right.windows();
    }

    @Override
    public E decode(byte[] record) throws BadRecord {
        return right.decode(record);
    }

    @Override
    public long eventTime(E event) {
        return right.eventTime(event);
    }

    @Override
    public String eventId(E event) {
        return right.eventId(event);
    }

    @Override
    public void facts(E event, BiConsumer<String, F> collector) {
        right.facts(event, collector);
    }

    @Override
    public Aggregate<F, A> aggregate() {
        return right.aggregate();
    }

    @Override
    public Class<A> accumulatorType() {
        return right.accumulatorType();
    }

    @Override
    public Map<String, Object> result(A accumulator) {
        return right.result(accumulator);
    }
}
