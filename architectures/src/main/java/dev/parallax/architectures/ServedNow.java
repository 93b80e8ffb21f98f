package dev.parallax.architectures;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.shared.view.ViewStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a reader of an architecture sees now, by the pointers in the stores alone: no job needs to be known, and none needs to run.
 *
 * @param <A> the accumulator
 */
public final class ServedNow<A> {
    private final Pipeline<?, ?, A> pipeline;
    private final String key;

    /** @param key the rows of which key are read, and perhaps more; null for all */
    public ServedNow(Pipeline<?, ?, A> pipeline, String key) {
        this.pipeline = pipeline;
        this.key = key;
    }

    /** Lambda's batch view, merged with the realtime view's rows of the epochs after it; empty if neither is served. */
    public Optional<Map<RowKey, RowValue<A>>> ofLambda(ViewStore batchViews, ViewStore speedViews) {
        String realtimeView = speedViews.served(SpeedLayer.VIEW);
        return whileServed(batchViews, LambdaArchitecture.POINTER, batchView -> {
            if (batchView == null && realtimeView == null) {
                return null;
            }
            return ServingView.merged(
                    batchView == null ? new HashMap<>() : rows(batchViews, batchView),
                    batchView == null ? 0 : BatchLayer.cutOf(batchView),
                    realtimeView == null ? new View<>(0) : read(speedViews, realtimeView),
                    pipeline.aggregate());
        });
    }

    /** Kappa's view; empty if none is served. */
    public Optional<Map<RowKey, RowValue<A>>> ofKappa(ViewStore kappaViews) {
        return whileServed(kappaViews, KappaArchitecture.POINTER, view -> view == null ? null : rows(kappaViews, view));
    }

    /** Reads what a pointer leads to; anew, if the pointer has moved meanwhile: a version that is superseded is removed. */
    private static <T> Optional<T> whileServed(ViewStore store, String pointer, Function<String, T> reading) {
        String view = store.served(pointer);
        while (true) {
            T found = null;
            RuntimeException failure = null;
            try {
                found = reading.apply(view);
            } catch (RuntimeException e) {
                failure = e;
            }
            String now = store.served(pointer);
            if (!Objects.equals(view, now)) {
                view = now;
            } else if (failure != null) {
                throw failure;
            } else {
                return Optional.ofNullable(found);
            }
        }
    }

    private Map<RowKey, RowValue<A>> rows(ViewStore store, String view) {
        return read(store, view).rows(pipeline.aggregate());
    }

    private View<A> read(ViewStore store, String view) {
        try (ViewReader<A> reader = store.reader(view, pipeline)) {
            return key == null ? View.now(reader) : View.ofKeyNow(reader, key);
        }
    }
}
