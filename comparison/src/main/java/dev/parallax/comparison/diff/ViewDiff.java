package dev.parallax.comparison.diff;

import dev.parallax.architectures.ServedView;
import dev.parallax.comparison.detection.FoundAt;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A served view held against the truth, row by row.
 *
 * @param truthRows how many rows the truth has
 * @param correct rows that are the same
 * @param missing rows that only the truth has
 * @param different rows that are in both and not the same
 * @param extra rows that only the served view has
 * @param causes how many of the rows that are not the same have each cause
 * @param differences those rows, by key and window
 * @param lateContributions facts that the served view left out
 * @param repeatedContributions facts of copies that it counted
 * @param found what was found in the truth and in the served view, of a pipeline that detects; null for others
 * @param imbalance a sentence, if facts were lost or made up on the way: a defect; null if they add up
 */
public record ViewDiff<A>(
        long truthRows,
        long correct,
        long missing,
        long different,
        long extra,
        Map<Cause, Long> causes,
        List<RowDifference<A>> differences,
        long lateContributions,
        long repeatedContributions,
        FoundCounts found,
        String imbalance) {
    /**
     * @param truthRows the truth
     * @param ledger what the truth recorded about repeated events
     * @param served what is held against it
     */
    public static <A> ViewDiff<A> of(
            Pipeline<?, ?, A> pipeline,
            Map<RowKey, RowValue<A>> truthRows,
            List<RepeatedEvent<A>> ledger,
            ServedView<A> served) {
        Evidence<A> evidence = new Evidence<>(truthRows, ledger, served);
        List<RowDifference<A>> differences = new ArrayList<>();
        long correct = 0;
        long missing = 0;
        long different = 0;
        long extra = 0;
        boolean pending = false;
        RowsInOrder<A> servedRows = new RowsInOrder<>(served.rows());
        for (Map.Entry<RowKey, RowValue<A>> row : truthRows.entrySet()) {
            RowValue<A> found = servedRows.get(row.getKey());
            if (found != null && isSame(pipeline, row.getValue(), found)) {
                correct++;
                continue;
            }
            Set<Cause> causes = evidence.explain(row.getKey(), found != null);
            pending |= causes.contains(Cause.PENDING);
            differences.add(new RowDifference<>(row.getKey(), row.getValue(), found, causes));
            if (found == null) {
                missing++;
            } else {
                different++;
            }
        }
        if (correct + different < served.rows().size()) {
            for (Map.Entry<RowKey, RowValue<A>> row : served.rows().entrySet()) {
                if (!truthRows.containsKey(row.getKey())) {
                    Set<Cause> causes = evidence.explain(row.getKey(), true);
                    differences.add(new RowDifference<>(row.getKey(), null, row.getValue(), causes));
                    extra++;
                }
            }
        }
        differences.sort(Comparator.comparing(RowDifference::row));
        return new ViewDiff<>(
                truthRows.size(),
                correct,
                missing,
                different,
                extra,
                count(differences),
                differences,
                evidence.lateContributions(),
                evidence.repeatedContributions(),
                FoundCounts.of(FoundAt.awaited(pipeline), truthRows, served.rows()),
                pending ? null : imbalance(truthRows, served, evidence));
    }

    private static <A> Map<Cause, Long> count(List<RowDifference<A>> differences) {
        Map<Cause, Long> counts = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            counts.put(cause, 0L);
        }
        differences.forEach(difference -> difference.causes().forEach(cause -> counts.merge(cause, 1L, Long::sum)));
        return counts;
    }

    private static <A> String imbalance(Map<RowKey, RowValue<A>> truth, ServedView<A> served, Evidence<A> evidence) {
        long expected = contributions(truth) + evidence.repeatedContributions();
        long found = contributions(served.rows()) + evidence.lateContributions();
        return expected == found
                ? null
                : "the truth has " + contributions(truth) + " facts and " + evidence.repeatedContributions()
                        + " were repeated, but the view has " + contributions(served.rows()) + " and "
                        + evidence.lateContributions() + " were late";
    }

    private static <A> long contributions(Map<RowKey, RowValue<A>> rows) {
        return rows.values().stream().mapToLong(RowValue::contributions).sum();
    }

    /** The same facts with the same outcome; as numbers, 0.0 is -0.0 and NaN is NaN. */
    private static <A> boolean isSame(Pipeline<?, ?, A> pipeline, RowValue<A> one, RowValue<A> other) {
        return one.contributions() == other.contributions()
                && (one.accumulator().equals(other.accumulator())
                        || isSameResult(pipeline.result(one.accumulator()), pipeline.result(other.accumulator())));
    }

    static boolean isSameResult(Map<String, Object> one, Map<String, Object> other) {
        if (!one.keySet().equals(other.keySet())) {
            return false;
        }
        return one.entrySet().stream().allMatch(value -> isSameValue(value.getValue(), other.get(value.getKey())));
    }

    private static boolean isSameValue(Object one, Object other) {
        if (one instanceof Double left && other instanceof Double right) {
            return left.equals(right) || left.doubleValue() == right.doubleValue();
        }
        return one == null ? other == null : one.equals(other);
    }
}
