package dev.parallax.comparison.detection;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.logic.Finding;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Something that was found, and the row that says so. */
public record FoundAt(RowKey row, Finding finding) {
    /** The pipeline's detection, if somebody waits for what it finds; else null. */
    public static <A> Detection<A> awaited(Pipeline<?, ?, A> pipeline) {
        Detection<A> detection = pipeline.detection();
        return detection != null && detection.isAwaited() ? detection : null;
    }

    /** Everything that a view says was found. */
    public static <A> Set<FoundAt> in(Map<RowKey, RowValue<A>> rows, Detection<A> detection) {
        Set<FoundAt> found = new HashSet<>();
        rows.forEach((row, value) ->
                detection.findings(value.accumulator()).forEach(each -> found.add(new FoundAt(row, each))));
        return found;
    }
}
