package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;

/**
 * How one architecture did, in a few words and figures.
 *
 * @param architecture its name
 * @param standing of its view at the end of the log
 * @param sentence what follows its name and a colon
 * @param figures the few that a choice depends on
 */
public record Verdict(String architecture, Standing standing, String sentence, List<NamedValue> figures) {
    static Verdict of(ArchitectureReport report) {
        CutReport end = report.atEnd();
        List<NamedValue> figures = new ArrayList<>();
        if (end.truthRows() > 0) {
            figures.add(new NamedValue("Rows correct at the end", Figures.percent(CutSummary.correctPercent(end))));
        }
        CutSummary.of(report.cuts()).ifPresent(cuts -> {
            figures.add(new NamedValue("Rows correct at the cuts, on average", Figures.percent(cuts.average())));
            figures.add(new NamedValue(
                    "Rows correct at the worst cut",
                    Figures.percent(cuts.worst()) + (cuts.worst() == 100 ? "" : ", cut " + cuts.worstCut())));
        });
        if (end.found() != null) {
            figures.add(new NamedValue(
                    "Recall at the end", Found.percent(end.found().recall())));
            figures.add(new NamedValue(
                    "Precision at the end", Found.percent(end.found().precision())));
        }
        figures.add(new NamedValue("Facts left out as late", Figures.count(report.lateContributions())));
        figures.add(new NamedValue("Facts of copies not recognised", Figures.count(report.repeatedContributions())));
        report.cuts().stream()
                .filter(cut -> cut.stateBytes() != null)
                .reduce((one, later) -> later)
                .ifPresent(last -> figures.add(
                        new NamedValue("State of the stream at the last cut", Figures.bytes(last.stateBytes()))));
        figures.add(new NamedValue("CPU time", Figures.seconds(report.cost().cpuSeconds())));
        return new Verdict(VisibleText.of(report.name()), Standing.of(end), sentence(end), figures);
    }

    static String sentence(CutReport end) {
        return switch (Standing.of(end)) {
            case CORRECT ->
                end.truthRows() == 0
                        ? "the truth has no rows at the end of the log, and none are served."
                        : allRows(end) + " at the end of the log.";
            case EXPLAINED -> differences(end) + ", all explained: " + causes(end) + ".";
            case UNEXPLAINED -> differences(end) + ", " + unexplained(end) + ".";
        };
    }

    private static String differences(CutReport end) {
        long wrong = end.missing() + end.different();
        String rows = wrong == 0
                ? allRows(end)
                : Figures.count(wrong) + " of " + Figures.count(end.truthRows(), "row", "rows")
                        + (wrong == 1 ? " differs" : " differ") + " from the truth";
        return rows
                + " at the end of the log"
                + (end.extra() == 0
                        ? ""
                        : (wrong == 0 ? ", but " : ", and ")
                                + Figures.count(end.extra(), "row is", "rows are")
                                + " served that the truth does not have");
    }

    private static String allRows(CutReport end) {
        return switch ((int) Math.min(end.truthRows(), 2)) {
            case 0 -> "the truth has no rows";
            case 1 -> "the only row is as the truth has it";
            default -> "all " + Figures.count(end.truthRows()) + " rows are as the truth has them";
        };
    }

    private static String unexplained(CutReport end) {
        long count = Causes.count(end, Causes.UNEXPLAINED);
        return count == 0 ? "without any cause" : Figures.count(count) + " of them unexplained: " + causes(end);
    }

    private static String causes(CutReport end) {
        return Causes.text(end.causes(), Figures::count);
    }
}
