package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Served views beside the truth, in numbers.
 *
 * @param causes the columns behind the fixed ones
 * @param rows a view in each
 * @param detects whether the rows say what was found
 * @param left how many views are left out; empty if none
 */
public record OutcomeTable(List<Cause> causes, List<Row> rows, boolean detects, String left) {
    private static final int MOST_ROWS = 500;

    /**
     * The heading of a cause.
     *
     * @param name of the cause
     * @param colour which of the page's colours it has
     * @param meaning in a sentence; empty if it is not known here
     */
    public record Cause(String name, String colour, String meaning) {
        static Cause of(String cause) {
            return new Cause(VisibleText.of(cause), Causes.colour(cause), Causes.meaning(cause));
        }
    }

    /**
     * One served view.
     *
     * @param architecture which one served it
     * @param cut number of the cut
     * @param time of the cut
     * @param share of rows that are correct
     * @param truthRows rows of the truth
     * @param correct rows that are the same in both
     * @param faults how many rows are missing, different and extra
     * @param causes how many rows have each cause
     * @param state of the stream, in bytes as people read them; empty if it is not known
     * @param recall of what there was to be found; a dash if that was nothing
     * @param precision of what was found; a dash if that was nothing
     */
    public record Row(
            String architecture,
            String cut,
            String time,
            String share,
            Count truthRows,
            Count correct,
            List<Count> faults,
            List<Count> causes,
            String state,
            String recall,
            String precision) {
        static Row of(String architecture, CutReport cut, List<String> causes) {
            return new Row(
                    VisibleText.of(architecture),
                    Figures.count(cut.cut()),
                    VisibleText.of(cut.time()),
                    cut.truthRows() == 0 ? "" : Figures.percent(CutSummary.correctPercent(cut)),
                    Count.of(cut.truthRows()),
                    Count.of(cut.correct()),
                    Stream.of(cut.missing(), cut.different(), cut.extra())
                            .map(Count::of)
                            .toList(),
                    causes.stream()
                            .map(cause -> Count.of(Causes.count(cut, cause)))
                            .toList(),
                    cut.stateBytes() == null ? "" : Figures.bytes(cut.stateBytes()),
                    cut.found() == null ? "" : Found.percent(cut.found().recall()),
                    cut.found() == null ? "" : Found.percent(cut.found().precision()));
        }
    }

    /**
     * A number in a cell.
     *
     * @param text of it
     * @param zero whether it is nothing to look at
     */
    public record Count(String text, boolean zero) {
        static Count of(long number) {
            return new Count(Figures.count(number), number == 0);
        }
    }

    private record View(String architecture, CutReport cut) {}

    static OutcomeTable atEnd(Report report) {
        return of(
                report,
                report.architectures().stream()
                        .map(architecture -> new View(architecture.name(), architecture.atEnd()))
                        .toList());
    }

    /** The views at the cuts; those of one cut stand together. */
    static OutcomeTable atCuts(Report report) {
        return of(
                report,
                report.architectures().stream()
                        .flatMap(architecture ->
                                architecture.cuts().stream().map(cut -> new View(architecture.name(), cut)))
                        .sorted(Comparator.comparingInt(view -> view.cut().cut()))
                        .toList());
    }

    private static OutcomeTable of(Report report, List<View> views) {
        List<String> causes = Causes.of(report);
        return new OutcomeTable(
                causes.stream().map(Cause::of).toList(),
                views.stream()
                        .limit(MOST_ROWS)
                        .map(view -> Row.of(view.architecture(), view.cut(), causes))
                        .toList(),
                views.stream().anyMatch(view -> view.cut().found() != null),
                Figures.excess(views.size(), MOST_ROWS));
    }
}
