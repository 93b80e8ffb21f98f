package dev.parallax.comparison.report;

import dev.parallax.shared.format.AlignedColumns;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How long findings took to be seen, as lines for a terminal or a pipe. Nothing of pipelines that detect nothing. */
final class DetectLines {
    private DetectLines() {}

    /** A header and a line per reader, separated by tabs; empty where there is no time. */
    static String forPipe(Report report) {
        if (report.timesToDetect().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\nreader\tto be found\tseen\tp50 seconds\tp99 seconds\tp50 seconds of jobs\tp99 seconds of jobs\n");
        for (TimeToDetect time : report.timesToDetect()) {
            text.append(String.join(
                            "\t",
                            VisibleText.of(time.reader()),
                            Long.toString(time.truth()),
                            Long.toString(time.seen()),
                            plain(time.p50Seconds()),
                            plain(time.p99Seconds()),
                            plain(time.jobsP50Seconds()),
                            plain(time.jobsP99Seconds())))
                    .append('\n');
        }
        return text.toString();
    }

    private static String plain(Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.3f", seconds);
    }

    static String forPeople(Report report) {
        if (report.timesToDetect().isEmpty()) {
            return "";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("time to detect", "seen", "p50", "p99", "of it jobs p50", "p99"));
        for (TimeToDetect time : report.timesToDetect()) {
            lines.add(List.of(
                    VisibleText.of(time.reader()),
                    Figures.count(time.seen()),
                    TimeToDetect.text(time.p50Seconds()),
                    TimeToDetect.text(time.p99Seconds()),
                    TimeToDetect.text(time.jobsP50Seconds()),
                    TimeToDetect.text(time.jobsP99Seconds())));
        }
        AlignedColumns columns = new AlignedColumns(lines, Set.of(0));
        StringBuilder text = new StringBuilder("\n");
        lines.forEach(line -> text.append(columns.line(line).stripTrailing()).append('\n'));
        return text.toString();
    }
}
