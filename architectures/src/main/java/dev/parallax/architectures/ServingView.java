package dev.parallax.architectures;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import dev.parallax.shared.view.Sessions;
import dev.parallax.shared.view.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The serving layer: a batch view, merged with the realtime view's rows of the epochs after that batch view's cut. A fact is in
 * exactly one of the two, however late it came, because the seam is a place in the log and no event time.
 */
final class ServingView<A> {
    private final Aggregate<?, A> aggregate;
    private Map<RowKey, RowValue<A>> batchRows = Map.of();
    private Cut batchCut;

    ServingView(Aggregate<?, A> aggregate) {
        this.aggregate = aggregate;
    }

    /** Serves the rows of this batch view from now on. */
    void serve(Map<RowKey, RowValue<A>> rows, Cut cut) {
        batchRows = rows;
        batchCut = cut;
    }

    /** The cut of the batch view that is served; null before the first one. */
    Cut batchCut() {
        return batchCut;
    }

    private int batchEpoch() {
        return batchCut == null ? 0 : batchCut.number();
    }

    ServedView<A> mergedWith(View<A> realtimeView) {
        return new ServedView<>(
                merged(new LinkedHashMap<>(batchRows), batchEpoch(), realtimeView, aggregate),
                realtimeView.late().stream()
                        .filter(late -> batchCut == null || !batchCut.covers(late.place()))
                        .toList(),
                batchCut == null ? List.of() : List.of(batchCut),
                Long.MAX_VALUE);
    }

    /** @param rows everything up to the end of epoch {@code batchEpoch}, and empty before the first; changed here */
    static <A> Map<RowKey, RowValue<A>> merged(
            Map<RowKey, RowValue<A>> rows, int batchEpoch, View<A> realtimeView, Aggregate<?, A> aggregate) {
        realtimeView
                .rows(epoch -> epoch > batchEpoch, aggregate)
                .forEach((key, value) -> rows.merge(key, value, (one, other) -> one.merge(other, aggregate)));
        rows.values().removeIf(value -> value.isEmpty(aggregate));
        return Sessions.joined(rows, aggregate);
    }
}
