package dev.parallax.comparison;

import dev.parallax.comparison.detection.TimeToDetect;
import dev.parallax.comparison.diff.LogCounts;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.List;
import java.util.Map;

/**
 * What a comparison found.
 *
 * @param plan the log and its cuts
 * @param settings by the names that the report gives them
 * @param counts of the log's records
 * @param truth the rows at the end of the log
 * @param deadLetters by partition and offset
 * @param architectures each with its served view and how that differs
 * @param timesToDetect how long findings took to be seen, by who reads them; empty for a pipeline that detects nothing
 */
public record Outcome<A>(
        Pipeline<?, ?, A> pipeline,
        FeedPlan plan,
        Map<String, Object> settings,
        LogCounts counts,
        Map<RowKey, RowValue<A>> truth,
        List<DeadLetter<A>> deadLetters,
        List<Findings<A>> architectures,
        List<TimeToDetect> timesToDetect) {}
