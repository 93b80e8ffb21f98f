package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.Detection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Turns an event into one {@link Share} per key: its facts are put together before they travel. */
final class Flattening<E, F, A> implements Serializable {
    private final Pipeline<E, F, A> pipeline;
    private final Fingerprint<A> fingerprint;

    Flattening(Pipeline<E, F, A> pipeline) {
        this.pipeline = pipeline;
        this.fingerprint = new Fingerprint<>(pipeline.accumulatorType());
    }

    /** Of the pipeline; null if it has none. */
    Detection<A> detection() {
        return pipeline.detection();
    }

    Class<A> accumulatorType() {
        return pipeline.accumulatorType();
    }

    /** Hands out the shares and returns how many there were. */
    int flatten(LogEntry<E> entry, long clock, int epoch, Consumer<Share<A>> collector) {
        Sums sums = new Sums(pipeline.aggregate());
        pipeline.facts(entry.event(), sums);
        String eventId = pipeline.eventId(entry.event());
        int content = eventId == null ? 0 : sums.content();
        for (Sum<A> sum : sums.inOrder) {
            collector.accept(new Share<>(
                    sum.key,
                    entry.eventTime(),
                    clock,
                    epoch,
                    entry.place(),
                    eventId,
                    sum == sums.inOrder.get(0),
                    content,
                    sum.facts,
                    sum.accumulator));
        }
        return sums.inOrder.size();
    }

    /** Puts facts together by key, in the order in which the keys come. Most events have one key, or a few. */
    private final class Sums implements BiConsumer<String, F> {
        private static final int MANY = 8;

        private final Aggregate<F, A> aggregate;
        private final List<Sum<A>> inOrder = new ArrayList<>(1);
        private Map<String, Sum<A>> byKey;

        private Sums(Aggregate<F, A> aggregate) {
            this.aggregate = aggregate;
        }

        @Override
        public void accept(String key, F fact) {
            Sum<A> sum = find(key);
            if (sum == null) {
                sum = new Sum<>(key, aggregate.empty());
                inOrder.add(sum);
                if (byKey != null) {
                    byKey.put(key, sum);
                }
            }
            sum.facts++;
            sum.accumulator = aggregate.add(sum.accumulator, fact);
        }

        private Sum<A> find(String key) {
            if (byKey == null && inOrder.size() == MANY) {
                byKey = new HashMap<>();
                inOrder.forEach(sum -> byKey.put(sum.key, sum));
            }
            if (byKey != null) {
                return byKey.get(key);
            }
            for (Sum<A> sum : inOrder) {
                if (sum.key.equals(key)) {
                    return sum;
                }
            }
            return null;
        }

        private int content() {
            int content = 1;
            for (Sum<A> sum : inOrder) {
                content = 31 * content + sum.key.hashCode();
                content = 31 * content + Long.hashCode(sum.facts);
                content = 31 * content + fingerprint.of(sum.accumulator);
            }
            return content;
        }
    }

    private static final class Sum<A> {
        private final String key;
        private long facts;
        private A accumulator;

        private Sum(String key, A empty) {
            this.key = key;
            this.accumulator = empty;
        }
    }
}
