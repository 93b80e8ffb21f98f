package dev.parallax.comparison.report;

import dev.parallax.shared.format.AlignedColumns;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Help.Ansi.Style;

/** The report for a terminal, and for a pipe. */
public final class ReportTable {
    private static final int CAUSES = 5;

    private ReportTable() {}

    /**
     * The report as lines, each with its end.
     *
     * @param terminal whether people read it: then it is aligned and says what the log was; else it is a header and a
     *     line per architecture, separated by tabs, with plain numbers and seconds
     * @param colour whether a terminal shows colours; without effect in a pipe
     */
    public static String text(Report report, boolean terminal, boolean colour) {
        return terminal ? forPeople(report, colour) : forPipe(report);
    }

    private static String forPipe(Report report) {
        StringBuilder text = new StringBuilder(
                "architecture\tcorrect\tmissing\tdifferent\textra\tcauses\twall seconds\tCPU seconds\n");
        for (ArchitectureReport architecture : report.architectures()) {
            CutReport end = architecture.atEnd();
            text.append(String.join(
                            "\t",
                            VisibleText.of(architecture.name()),
                            Long.toString(end.correct()),
                            Long.toString(end.missing()),
                            Long.toString(end.different()),
                            Long.toString(end.extra()),
                            Causes.text(end.causes(), Long::toString),
                            plainSeconds(architecture.wallSeconds()),
                            plainSeconds(architecture.cost().cpuSeconds())))
                    .append('\n');
        }
        return text.append(FoundLines.forPipe(report))
                .append(DetectLines.forPipe(report))
                .append(FaultLines.forPipe(report))
                .toString();
    }

    private static String forPeople(Report report, boolean colour) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("architecture", "correct", "missing", "different", "extra", "causes", "wall", "CPU"));
        report.architectures().forEach(architecture -> lines.add(cells(architecture)));
        AlignedColumns columns = new AlignedColumns(lines, Set.of(0, CAUSES));

        StringBuilder text = new StringBuilder();
        text.append(VisibleText.of(report.pipeline()))
                .append(", ")
                .append(LogSentence.of(report.log()))
                .append("\n\n");
        text.append(columns.line(lines.get(0))).append('\n');
        for (int i = 0; i < report.architectures().size(); i++) {
            String line = columns.line(lines.get(i + 1));
            Standing standing = Standing.of(report.architectures().get(i).atEnd());
            text.append(colour ? coloured(line, standing) : line).append('\n');
        }
        text.append('\n');
        for (ArchitectureReport architecture : report.architectures()) {
            text.append(padded(VisibleText.of(architecture.name()), columns.width(0)))
                    .append("  ")
                    .append(CutSummary.text(architecture.cuts()))
                    .append('\n');
        }
        if (!report.estimates().isEmpty()) {
            text.append('\n');
        }
        report.estimates()
                .forEach((column, error) -> text.append(VisibleText.of(column))
                        .append(" is an estimate: ")
                        .append(VisibleText.of(error))
                        .append('\n'));
        text.append(FoundLines.forPeople(report)).append(DetectLines.forPeople(report));
        return text.append(FaultLines.forPeople(report)).toString();
    }

    private static List<String> cells(ArchitectureReport architecture) {
        CutReport end = architecture.atEnd();
        return List.of(
                VisibleText.of(architecture.name()),
                Figures.count(end.correct()),
                Figures.count(end.missing()),
                Figures.count(end.different()),
                Figures.count(end.extra()),
                Causes.text(end.causes(), Figures::count),
                Figures.seconds(architecture.wallSeconds()),
                Figures.seconds(architecture.cost().cpuSeconds()));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String coloured(String line, Standing standing) {
        Style style = switch (standing) {
            case CORRECT -> Style.fg_green;
            case EXPLAINED -> Style.fg_yellow;
            case UNEXPLAINED -> Style.fg_red;
        };
        return style.on() + line + Style.reset.on();
    }

    private static String plainSeconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
