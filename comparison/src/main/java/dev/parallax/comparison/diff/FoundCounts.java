package dev.parallax.comparison.diff;

import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.HashSet;
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
    static <A> FoundCounts of(Detection<A> detection, Map<RowKey, RowValue<A>> truth, Map<RowKey, RowValue<A>> served) {
        Set<String> inTruth = names(detection, truth);
        Set<String> inServed = names(detection, served);
        return new FoundCounts(
                inTruth.size(),
                inServed.size(),
                inServed.stream().filter(inTruth::contains).count());
    }

    private static <A> Set<String> names(Detection<A> detection, Map<RowKey, RowValue<A>> rows) {
        Set<String> names = new HashSet<>();
        rows.forEach((row, value) -> detection.names(value.accumulator()).forEach(name -> names.add(row + " " + name)));
        return names;
    }
}
