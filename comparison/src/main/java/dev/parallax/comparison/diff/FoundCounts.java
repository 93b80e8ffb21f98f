package dev.parallax.comparison.diff;

import dev.parallax.comparison.detection.FoundAt;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.Map;
import java.util.Set;

/**
 * How much was found.
 *
 * @param inTruth in the truth
 * @param inServed in the served view
 * @param inBoth in both, in the same row and by the same name
 */
public record FoundCounts(long inTruth, long inServed, long inBoth) {
    /** Null if there is no detection. */
    static <A> FoundCounts of(Detection<A> detection, Map<RowKey, RowValue<A>> truth, Map<RowKey, RowValue<A>> served) {
        if (detection == null) {
            return null;
        }
        Set<FoundAt> inTruth = FoundAt.in(truth, detection);
        Set<FoundAt> inServed = FoundAt.in(served, detection);
        return new FoundCounts(
                inTruth.size(),
                inServed.size(),
                inServed.stream().filter(inTruth::contains).count());
    }
}
