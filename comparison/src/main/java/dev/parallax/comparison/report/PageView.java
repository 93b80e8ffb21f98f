package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page shows.
 *
 * @param pipeline name of the pipeline
 * @param policy the content security policy
 * @param style the page's CSS
 * @param script the page's JavaScript
 * @param chartData JSON for the script
 * @param cuts how many cuts there are to draw
 * @param mostWrong the largest share of rows that are not correct at a cut; empty if all are, at each
 * @param log what the log was
 * @param verdicts an architecture in each
 * @param atEnd the views at the end of the log
 * @param estimates columns of the rows that are estimates, with how far they may be off
 * @param atCuts the views at the cuts
 * @param detection how long findings took to be seen; null for a pipeline that detects nothing
 * @param costs what was spent
 * @param differences rows that are not as the truth has them
 * @param deadLetters records that are no events
 * @param settings of the run
 * @param violations what must never be
 * @param faults what was struck meanwhile; null if nothing was meant to be
 */
public record PageView(
        String pipeline,
        String policy,
        InlineSource style,
        InlineSource script,
        String chartData,
        int cuts,
        String mostWrong,
        List<NamedValue> log,
        List<Verdict> verdicts,
        OutcomeTable atEnd,
        List<NamedValue> estimates,
        OutcomeTable atCuts,
        DetectTable detection,
        CostTable costs,
        DifferenceTable differences,
        DeadLetterTable deadLetters,
        List<NamedValue> settings,
        List<String> violations,
        FaultTable faults) {
    /** Whether there is any state to be shown over the log. */
    public boolean showsState() {
        return atCuts.rows().stream().anyMatch(row -> !row.state().isEmpty());
    }

    static PageView of(Report report, InlineSource style, InlineSource script) {
        ChartData charts = ChartData.of(report);
        return new PageView(
                VisibleText.of(report.pipeline()),
                policy(style, script),
                style,
                script,
                charts.json(),
                charts.cuts().size(),
                charts.mostWrong() == 0 ? "" : Figures.percent(charts.mostWrong()),
                log(report.log()),
                report.architectures().stream().map(Verdict::of).toList(),
                OutcomeTable.atEnd(report),
                report.estimates().entrySet().stream()
                        .map(column ->
                                new NamedValue(VisibleText.of(column.getKey()), VisibleText.of(column.getValue())))
                        .toList(),
                OutcomeTable.atCuts(report),
                DetectTable.of(report),
                CostTable.of(report),
                DifferenceTable.of(report),
                DeadLetterTable.of(report),
                report.settings().entrySet().stream()
                        .map(setting -> new NamedValue(VisibleText.of(setting.getKey()), text(setting.getValue())))
                        .toList(),
                report.violations().stream().map(VisibleText::of).toList(),
                FaultTable.of(report));
    }

    private static String policy(InlineSource style, InlineSource script) {
        return "default-src 'none'; script-src " + script.hash() + "; style-src " + style.hash()
                + "; base-uri 'none'; form-action 'none'";
    }

    private static List<NamedValue> log(LogSummary log) {
        List<NamedValue> numbers = new ArrayList<>(List.of(
                new NamedValue("records", Figures.count(log.records())),
                new NamedValue("accepted", Figures.count(log.accepted())),
                new NamedValue("malformed", Figures.count(log.malformed())),
                new NamedValue("invalid", Figures.count(log.invalid())),
                new NamedValue("duplicates", Figures.count(log.duplicates())),
                new NamedValue("facts", Figures.count(log.facts())),
                new NamedValue("partitions", Figures.count(log.partitions()))));
        if (log.datedAhead() > 0) {
            numbers.add(new NamedValue("dated ahead", Figures.count(log.datedAhead())));
        }
        return numbers;
    }

    private static String text(Object setting) {
        return VisibleText.of(setting instanceof BigDecimal number ? number.toPlainString() : String.valueOf(setting));
    }
}
