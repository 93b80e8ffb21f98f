package dev.parallax.comparison.report;

import dev.parallax.shared.format.AlignedColumns;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a pipeline that detects has found at the cuts and at the end, as lines for a terminal or a pipe. Nothing of other pipelines. */
final class FoundLines {
    private static final List<String> HEADER =
            List.of("architecture", "at", "to be found", "found", "right", "recall", "precision");

    private FoundLines() {}

    private static boolean detects(Report report) {
        return report.architectures().stream()
                .anyMatch(architecture -> architecture.atEnd().found() != null);
    }

    /** A header and a line per architecture and cut, separated by tabs; empty where there is no share. */
    static String forPipe(Report report) {
        if (!detects(report)) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n" + String.join("\t", HEADER) + "\n");
        for (ArchitectureReport architecture : report.architectures()) {
            for (CutReport cut : architecture.cuts()) {
                text.append(plain(architecture, "cut " + cut.cut(), cut.found()));
            }
            text.append(plain(architecture, "end", architecture.atEnd().found()));
        }
        return text.toString();
    }

    private static String plain(ArchitectureReport architecture, String place, Found found) {
        return "%s\t%s\t%d\t%d\t%d\t%s\t%s\n"
                .formatted(
                        VisibleText.of(architecture.name()),
                        place,
                        found.truth(),
                        found.served(),
                        found.both(),
                        plain(found.recall()),
                        plain(found.precision()));
    }

    private static String plain(Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.6f", share);
    }

    /** At the worst cut for each architecture, and at the end. */
    static String forPeople(Report report) {
        if (!detects(report)) {
            return "";
        }
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        for (ArchitectureReport architecture : report.architectures()) {
            worst(architecture.cuts())
                    .forEach(cut -> lines.add(cells(architecture, "cut " + Figures.count(cut.cut()), cut.found())));
            lines.add(cells(architecture, "end", architecture.atEnd().found()));
        }
        AlignedColumns columns = new AlignedColumns(lines, Set.of(0, 1));
        StringBuilder text = new StringBuilder("\n");
        lines.forEach(line -> text.append(columns.line(line).stripTrailing()).append('\n'));
        return text.toString();
    }

    /** The cut with the lowest recall, the first of several; none if nothing was to be found at any. */
    private static Stream<CutReport> worst(List<CutReport> cuts) {
        return cuts.stream()
                .filter(cut -> cut.found().recall() != null)
                .min((one, other) ->
                        Double.compare(one.found().recall(), other.found().recall()))
                .stream();
    }

    private static List<String> cells(ArchitectureReport architecture, String place, Found found) {
        return List.of(
                VisibleText.of(architecture.name()),
                place,
                Figures.count(found.truth()),
                Figures.count(found.served()),
                Figures.count(found.both()),
                Found.percent(found.recall()),
                Found.percent(found.precision()));
    }
}
