package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Records that are no events of the pipeline, by reason.
 *
 * @param rows the most frequent reasons
 * @param left how many reasons are left out; empty if none
 * @param total how many records there are, for any reason
 */
public record DeadLetterTable(List<NamedValue> rows, String left, String total) {
    private static final int MOST_ROWS = 50;

    static DeadLetterTable of(Report report) {
        Map<String, Long> letters = report.deadLetters();
        return new DeadLetterTable(
                letters.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST_ROWS)
                        .map(reason ->
                                new NamedValue(VisibleText.of(reason.getKey()), Figures.count(reason.getValue())))
                        .toList(),
                Figures.excess(letters.size(), MOST_ROWS),
                Figures.count(
                        letters.values().stream().mapToLong(Long::longValue).sum()));
    }
}
