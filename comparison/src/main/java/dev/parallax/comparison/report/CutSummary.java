package dev.parallax.comparison.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many rows were correct at the cuts, in percent; cuts at which the truth had no row yet say nothing.
 *
 * @param cuts how many cuts with rows there were
 * @param average over them
 * @param worst the lowest
 * @param worstCut the first cut with the lowest
 */
record CutSummary(int cuts, double average, double worst, int worstCut) {
    static Optional<CutSummary> of(List<CutReport> cuts) {
        List<CutReport> withRows =
                cuts.stream().filter(cut -> cut.truthRows() > 0).toList();
        return withRows.stream()
                .min(Comparator.comparingDouble(CutSummary::correctPercent))
                .map(worst -> new CutSummary(
                        withRows.size(),
                        withRows.stream()
                                .mapToDouble(CutSummary::correctPercent)
                                .average()
                                .orElseThrow(),
                        correctPercent(worst),
                        worst.cut()));
    }

    /** Of rows of the truth; 100 if it has none. */
    static double correctPercent(CutReport cut) {
        return cut.truthRows() == 0 ? 100 : 100.0 * cut.correct() / cut.truthRows();
    }

    /** The summary of any cuts in words. */
    static String text(List<CutReport> cuts) {
        if (cuts.isEmpty()) {
            return "no cuts before the end of the log";
        }
        String place = cuts.size() == 1 ? "at the only cut" : "at the " + Figures.count(cuts.size()) + " cuts";
        return place + ": " + of(cuts).map(CutSummary::text).orElse("the truth had no rows yet");
    }

    private String text() {
        if (worst == 100) {
            return "all rows correct";
        }
        String rows = Figures.percent(average) + " of rows correct";
        return cuts == 1
                ? rows
                : rows + " on average, worst " + Figures.percent(worst) + " at cut " + Figures.count(worstCut);
    }
}
