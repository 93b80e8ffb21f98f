package dev.parallax.comparison;

import dev.parallax.comparison.diff.LogCounts;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import dev.parallax.shared.view.View;
import java.util.Map;

/**
 * The batch view at a cut, which is what served views are held against.
 *
 * @param rows its rows
 * @param evidence what else it says: copies of events, dead letters
 * @param counts of the log's records before the cut
 */
record Truth<A>(Map<RowKey, RowValue<A>> rows, View<A> evidence, LogCounts counts) {
    /** @param view lets go of its rows, of which there may be millions */
    static <A> Truth<A> of(View<A> view, Cut cut, Aggregate<?, A> aggregate) {
        LogCounts counts = LogCounts.of(view, cut.records());
        Map<RowKey, RowValue<A>> rows = view.rows(aggregate);
        view.forget(epoch -> true);
        return new Truth<>(rows, view, counts);
    }
}
