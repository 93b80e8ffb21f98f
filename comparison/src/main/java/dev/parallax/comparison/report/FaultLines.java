package dev.parallax.comparison.report;

import dev.parallax.shared.format.AlignedColumns;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What was struck, as lines for a terminal or a pipe: what follows the lines about the architectures. Nothing if nothing was meant to be struck. */
final class FaultLines {
    private FaultLines() {}

    /** A header and a line per fault and stream, separated by tabs, with plain numbers and seconds; empty where there is no number. */
    static String forPipe(Report report) {
        if (report.faults() == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\nfault\tstruck\trecord\tseconds\tarchitecture\trestarted\trecovery seconds\tread again\n");
        for (FaultReport.Event event : report.faults().events()) {
            String fault = String.join(
                    "\t",
                    VisibleText.of(event.fault()),
                    VisibleText.of(event.struck()),
                    Long.toString(event.record()),
                    seconds(event.seconds()));
            if (event.streams().isEmpty()) {
                text.append(fault).append("\t\t\t\t\n");
            }
            for (FaultReport.Recovery stream : event.streams()) {
                text.append(String.join(
                                "\t",
                                fault,
                                VisibleText.of(stream.architecture()),
                                Boolean.toString(stream.restarted()),
                                stream.recoverySeconds() == null ? "" : seconds(stream.recoverySeconds()),
                                stream.recordsReadAgain() == null
                                        ? ""
                                        : stream.recordsReadAgain().toString()))
                        .append('\n');
            }
        }
        text.append("\nfinal view\trows\tsame\tdifferent\tmissing\textra\tidle\n");
        for (FaultReport.FinalView view : report.faults().finalViews()) {
            text.append("%s\t%d\t%d\t%d\t%d\t%d\t%d\n"
                    .formatted(
                            VisibleText.of(view.view()),
                            view.rows(),
                            view.same(),
                            view.different(),
                            view.missing(),
                            view.extra(),
                            view.idle()));
        }
        return text.toString();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    static String forPeople(Report report) {
        FaultTable table = FaultTable.of(report);
        if (table == null) {
            return "";
        }
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("fault", "struck", "record", "at"));
        table.architectures().forEach(name -> header.addAll(List.of(name + " recovered", "read again")));
        lines.add(header);
        for (FaultTable.Event event : table.events()) {
            List<String> line = new ArrayList<>(List.of(event.fault(), event.struck(), event.record(), event.time()));
            event.streams().forEach(stream -> line.addAll(List.of(stream.recovery(), stream.again())));
            lines.add(line);
        }
        AlignedColumns columns = new AlignedColumns(lines, Set.of(0, 1));
        StringBuilder text = new StringBuilder("\n");
        lines.forEach(line -> text.append(columns.line(line).stripTrailing()).append('\n'));
        text.append('\n').append(table.sentence()).append('\n');
        return table.poison().isEmpty()
                ? text.toString()
                : text.append(table.poison()).append('\n').toString();
    }
}
