package dev.parallax.architectures;

import dev.parallax.shared.model.Cut;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.List;
import java.util.Map;

/**
 * What a reader of an architecture sees at a cut, and the recorded evidence of what it does not see.
 *
 * @param rows the view
 * @param late facts that were left out because they came behind the log clock
 * @param seams cuts across which copies of an event are not recognised
 * @param openFrom windows whose last millisecond lies behind this event time (milliseconds since the epoch) have no row yet; {@link
 *     Long#MAX_VALUE} where every window has
 */
public record ServedView<A>(
        Map<RowKey, RowValue<A>> rows, List<LateContribution<A>> late, List<Cut> seams, long openFrom) {}
