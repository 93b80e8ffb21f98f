package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows that are not as the truth has them.
 *
 * @param rows some of them
 * @param summary how many they are
 */
public record DifferenceTable(List<Row> rows, String summary) {
    private static final int MOST_ROWS = 100;

    /**
     * One row.
     *
     * @param architecture which one served it
     * @param cut at which cut
     * @param key the row's key
     * @param windowStart in ISO-8601
     * @param windowEnd in ISO-8601
     * @param causes their names
     * @param inTruth whether the truth has the row
     * @param served whether the row was served
     * @param values the truth and what was served, value by value; never empty
     */
    public record Row(
            String architecture,
            String cut,
            String key,
            String windowStart,
            String windowEnd,
            String causes,
            boolean inTruth,
            boolean served,
            List<ValuePair> values) {
        static Row of(DifferingRow row) {
            return new Row(
                    VisibleText.of(row.architecture()),
                    Figures.count(row.cut()),
                    VisibleText.of(row.key()),
                    time(row.windowStart()),
                    time(row.windowEnd()),
                    row.causes().stream().map(VisibleText::of).collect(Collectors.joining(", ")),
                    row.truth() != null,
                    row.served() != null,
                    ValuePair.of(row.truth(), row.served()));
        }

        private static String time(String time) {
            return time == null ? "-" : VisibleText.of(time);
        }
    }

    private record Ranked(int position, int rank, DifferingRow row) {}

    static DifferenceTable of(Report report) {
        return new DifferenceTable(
                firstOfEach(report.differingRows()).stream().map(Row::of).toList(),
                summary(report.differingRows().size()));
    }

    private static String summary(int rows) {
        return rows <= MOST_ROWS
                ? Figures.count(rows, "row", "rows")
                : Figures.count(MOST_ROWS) + " of the " + Figures.count(rows) + " rows in report.json";
    }

    /** The first rows of each architecture: many rows of one do not leave out those of the other. */
    private static List<DifferingRow> firstOfEach(List<DifferingRow> rows) {
        Map<String, Integer> seen = new HashMap<>();
        List<Ranked> ranked = new ArrayList<>();
        for (DifferingRow row : rows) {
            ranked.add(new Ranked(ranked.size(), seen.merge(row.architecture(), 1, Integer::sum), row));
        }
        return ranked.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .limit(MOST_ROWS)
                .sorted(Comparator.comparingInt(Ranked::position))
                .map(Ranked::row)
                .toList();
    }
}
