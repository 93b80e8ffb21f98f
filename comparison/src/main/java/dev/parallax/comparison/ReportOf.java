package dev.parallax.comparison;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.diff.FoundCounts;
import dev.parallax.comparison.diff.RowDifference;
import dev.parallax.comparison.diff.ViewDiff;
import dev.parallax.comparison.report.ArchitectureReport;
import dev.parallax.comparison.report.Cost;
import dev.parallax.comparison.report.CutReport;
import dev.parallax.comparison.report.DifferingRow;
import dev.parallax.comparison.report.Found;
import dev.parallax.comparison.report.LogSummary;
import dev.parallax.comparison.report.Report;
import dev.parallax.comparison.report.TimeToDetect;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.NamedRow;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.RowValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts what a comparison found into the form of its report. */
final class ReportOf<A> {
    private static final int VERSION = 1;
    private static final int ROWS_AN_ARCHITECTURE = 100;

    private final Outcome<A> outcome;
    private final List<Cut> cuts;

    ReportOf(Outcome<A> outcome) {
        this.outcome = outcome;
        this.cuts = outcome.plan().cuts();
    }

    Report report() {
        var counts = outcome.counts();
        return new Report(
                outcome.pipeline().name(),
                VERSION,
                new LogSummary(
                        counts.records(),
                        counts.accepted(),
                        counts.malformed(),
                        counts.invalid(),
                        counts.duplicates(),
                        counts.facts(),
                        outcome.plan().partitions(),
                        outcome.plan().datedAhead().events()),
                outcome.settings(),
                outcome.architectures().stream().map(this::architecture).toList(),
                outcome.architectures().stream()
                        .flatMap(each -> rows(each).stream())
                        .toList(),
                outcome.deadLetters().stream()
                        .collect(Collectors.groupingBy(
                                letter -> letter.kind().name().toLowerCase(java.util.Locale.ROOT) + ": "
                                        + kindOf(letter.reason()),
                                TreeMap::new,
                                Collectors.counting())),
                violations(),
                outcome.pipeline().estimates(),
                outcome.timesToDetect().stream().map(ReportOf::time).toList(),
                null);
    }

    /** A reason without its details, which follow a colon. */
    private static String kindOf(String reason) {
        int details = reason.indexOf(": ");
        return details < 0 ? reason : reason.substring(0, details) + ".";
    }

    private ArchitectureReport architecture(Findings<A> findings) {
        List<CutReport> atCuts = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            atCuts.add(cut(
                    cuts.get(i),
                    findings.atCuts().get(i),
                    findings.stateBytesAtCuts().get(i)));
        }
        var cost = findings.cost();
        return new ArchitectureReport(
                findings.name(),
                atCuts,
                cut(cuts.get(cuts.size() - 1), findings.atEnd(), null),
                findings.atEnd().lateContributions(),
                findings.atEnd().repeatedContributions(),
                new Cost(
                        cost.cpuSeconds(),
                        cost.recordsRead(),
                        cost.bytesRead(),
                        cost.statePeakBytes(),
                        cost.checkpointBytes(),
                        cost.storeWrites()),
                findings.wallSeconds());
    }

    private static CutReport cut(Cut cut, ViewDiff<?> diff, Long stateBytes) {
        Map<String, Long> causes = new LinkedHashMap<>();
        diff.causes().forEach((cause, rows) -> causes.put(cause.label(), rows));
        return new CutReport(
                cut.number(),
                cut.time() == Long.MAX_VALUE
                        ? "end"
                        : Instant.ofEpochMilli(cut.time()).toString(),
                diff.truthRows(),
                diff.correct(),
                diff.missing(),
                diff.different(),
                diff.extra(),
                causes,
                stateBytes,
                found(diff.found()));
    }

    private static TimeToDetect time(dev.parallax.comparison.detection.TimeToDetect time) {
        return new TimeToDetect(
                time.reader(),
                time.inTruth(),
                time.delays().size(),
                time.percentile(50),
                time.percentile(99),
                time.jobsPercentile(50),
                time.jobsPercentile(99));
    }

    private static Found found(FoundCounts counts) {
        return counts == null ? null : new Found(counts.inTruth(), counts.inServed(), counts.inBoth());
    }

    /** Those at the end of the log first, then those at the cuts before. */
    private List<DifferingRow> rows(Findings<A> findings) {
        List<DifferingRow> rows = new ArrayList<>();
        add(rows, findings.name(), cuts.size(), findings.atEnd());
        for (int i = 0; i < cuts.size() - 1; i++) {
            add(rows, findings.name(), cuts.get(i).number(), findings.atCuts().get(i));
        }
        return rows;
    }

    private void add(List<DifferingRow> rows, String architecture, int cut, ViewDiff<A> diff) {
        diff.differences().stream()
                .limit(ROWS_AN_ARCHITECTURE - rows.size())
                .map(difference -> row(architecture, cut, difference))
                .forEach(rows::add);
    }

    private DifferingRow row(String architecture, int cut, RowDifference<A> difference) {
        Window window = difference.row().window();
        return new DifferingRow(
                architecture,
                cut,
                difference.row().key(),
                NamedRow.time(window, window.start()),
                NamedRow.time(window, window.end()),
                difference.causes().stream().map(Cause::label).toList(),
                result(outcome.pipeline(), difference.truth()),
                result(outcome.pipeline(), difference.served()));
    }

    private static <A> Map<String, Object> result(Pipeline<?, ?, A> pipeline, RowValue<A> value) {
        return value == null ? null : pipeline.result(value.accumulator());
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (Findings<A> findings : outcome.architectures()) {
            for (int i = 0; i < cuts.size(); i++) {
                check(
                        violations,
                        findings.name() + " at cut " + cuts.get(i).number(),
                        findings.atCuts().get(i));
            }
            check(violations, findings.name() + " at the end of the log", findings.atEnd());
        }
        return violations;
    }

    private static void check(List<String> violations, String where, ViewDiff<?> diff) {
        if (diff.imbalance() != null) {
            violations.add(where + ": facts do not add up: " + diff.imbalance() + ".");
        }
        long unexplained = diff.causes().get(Cause.UNEXPLAINED);
        if (unexplained > 0) {
            violations.add(where + ": " + unexplained + " rows differ from the truth without a recorded cause.");
        }
    }
}
