package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.List;

/**
 * How long findings took to be seen.
 *
 * @param toBeFound how many there are
 * @param rows a reader in each
 */
public record DetectTable(String toBeFound, List<Row> rows) {
    /** All of it as text; a dash where nothing was seen. */
    public record Row(String reader, String seen, String p50, String p99, String jobsP50, String jobsP99) {
        static Row of(TimeToDetect time) {
            return new Row(
                    VisibleText.of(time.reader()),
                    Figures.count(time.seen()),
                    TimeToDetect.text(time.p50Seconds()),
                    TimeToDetect.text(time.p99Seconds()),
                    TimeToDetect.text(time.jobsP50Seconds()),
                    TimeToDetect.text(time.jobsP99Seconds()));
        }
    }

    /** Null for a pipeline that detects nothing. */
    static DetectTable of(Report report) {
        List<TimeToDetect> times = report.timesToDetect();
        return times.isEmpty()
                ? null
                : new DetectTable(
                        Figures.count(times.get(0).truth()),
                        times.stream().map(Row::of).toList());
    }
}
