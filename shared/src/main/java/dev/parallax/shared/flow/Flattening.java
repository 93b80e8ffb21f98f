package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Turns an event into one {@link Share} per key: its facts are put together before they travel. */
final class Flattening<E, F, A> implements Serializable {
    private final Pipeline<E, F, A> pipeline;
    private final Fingerprint<A> fingerprint;

    Flattening(Pipeline<E, F, A> pipeline) {
        this.pipeline = pipeline;
        this.fingerprint = new Fingerprint<>(pipeline.accumulatorType());
    }

    /** Hands out the shares and returns how many there were. */
    int flatten(LogEntry<E> entry, long clock, int epoch, Consumer<Share<A>> collector) {
        Aggregate<F, A> aggregate = pipeline.aggregate();
        Map<String, Sum<A>> sums = new LinkedHashMap<>(4);
        pipeline.facts(entry.event(), (key, fact) -> {
            Sum<A> sum = sums.computeIfAbsent(key, k -> new Sum<>(aggregate.empty()));
            sum.facts++;
            sum.accumulator = aggregate.add(sum.accumulator, fact);
        });
        String eventId = pipeline.eventId(entry.event());
        int content = eventId == null ? 0 : content(sums);
        boolean leading = true;
        for (Map.Entry<String, Sum<A>> sum : sums.entrySet()) {
            collector.accept(new Share<>(
                    sum.getKey(),
                    entry.eventTime(),
                    clock,
                    epoch,
                    entry.place(),
                    eventId,
                    leading,
                    content,
                    sum.getValue().facts,
                    sum.getValue().accumulator));
            leading = false;
        }
        return sums.size();
    }

    private int content(Map<String, Sum<A>> sums) {
        int content = 1;
        for (Map.Entry<String, Sum<A>> sum : sums.entrySet()) {
            content = 31 * content + sum.getKey().hashCode();
            content = 31 * content + Long.hashCode(sum.getValue().facts);
            content = 31 * content + fingerprint.of(sum.getValue().accumulator);
        }
        return content;
    }

    private static final class Sum<A> {
        private long facts;
        private A accumulator;

        private Sum(A empty) {
            accumulator = empty;
        }
    }
}
