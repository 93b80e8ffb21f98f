package dev.parallax.comparison.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reports to render. */
final class SampleReports {
    static final String HOSTILE =
            "</script><img src=x onerror=alert(1)>\"'" + "\u202E\u0007\u001B[31m\u0000\uD800\u2028\u2029&";

    private SampleReports() {}

    /** Four rows of kappa are late at the end; lambda is correct there. */
    static Report usual() {
        return report(
                "devices",
                List.of(
                        architecture(
                                "kappa",
                                List.of(
                                        cut(1, "2026-01-01T00:10:00Z", 100, 99, 0, 1, 0, causes(1, 0, 0, 0, 0)),
                                        cut(2, "2026-01-01T00:20:00Z", 200, 190, 6, 4, 0, causes(4, 0, 6, 0, 0))),
                                cut(3, "end", 512, 508, 1, 3, 0, causes(4, 0, 0, 0, 0))),
                        architecture(
                                "lambda",
                                List.of(
                                        cut(1, "2026-01-01T00:10:00Z", 100, 100, 0, 0, 0, causes(0, 0, 0, 0, 0)),
                                        cut(2, "2026-01-01T00:20:00Z", 200, 196, 2, 2, 1, causes(1, 1, 4, 0, 0))),
                                cut(3, "end", 512, 512, 0, 0, 0, causes(0, 0, 0, 0, 0)))),
                List.of(
                        row("kappa", 3, "device-17", values(12, "20.40"), values(11, "20.40")),
                        row("kappa", 3, "device-18", values(3, "19.00"), null),
                        row("lambda", 2, "device-19", null, values(1, "21.5"))),
                deadLetters());
    }

    static Report withoutRows() {
        CutReport nothing = cut(1, "end", 0, 0, 0, 0, 0, Map.of());
        return new Report(
                "words",
                1,
                new LogSummary(0, 0, 0, 0, 0, 0, 1, 0),
                Map.of(),
                List.of(architecture("kappa", List.of(), nothing), architecture("lambda", List.of(), nothing)),
                List.of(),
                Map.of(),
                List.of());
    }

    static Report withoutDifferences() {
        List<CutReport> cuts = List.of(cut(1, "2026-01-01T00:10:00Z", 10, 10, 0, 0, 0, causes(0, 0, 0, 0, 0)));
        CutReport end = cut(2, "end", 20, 20, 0, 0, 0, causes(0, 0, 0, 0, 0));
        return report(
                "words",
                List.of(architecture("kappa", cuts, end), architecture("lambda", cuts, end)),
                List.of(),
                Map.of());
    }

    static Report withCuts(int number) {
        List<CutReport> cuts = IntStream.rangeClosed(1, number)
                .mapToObj(cut -> {
                    long pending = cut % 7;
                    String time = Instant.parse("2026-01-01T00:00:00Z")
                            .plusSeconds(60L * cut)
                            .toString();
                    return cut(
                            cut, time, 1000L + cut, 1000L + cut - pending, pending, 0, 0, causes(0, 0, pending, 0, 0));
                })
                .toList();
        CutReport end = cut(number + 1, "end", 5000, 5000, 0, 0, 0, causes(0, 0, 0, 0, 0));
        List<DifferingRow> rows = new ArrayList<>();
        IntStream.range(0, 1000)
                .forEach(i -> rows.add(row("kappa", 1, "kappa-key-" + i, values(2, "1.0"), values(1, "1.0"))));
        IntStream.range(0, 30)
                .forEach(i -> rows.add(row("lambda", 1, "lambda-key-" + i, values(2, "1.0"), values(1, "1.0"))));
        return report(
                "devices",
                List.of(architecture("kappa", cuts, end), architecture("lambda", cuts, end)),
                rows,
                Map.of());
    }

    /** Hostile text wherever a report has text. */
    static Report hostile() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(HOSTILE, HOSTILE);
        Map<String, Object> others = new LinkedHashMap<>();
        others.put(HOSTILE, HOSTILE + HOSTILE);
        CutReport cut = cut(1, HOSTILE, 10, 8, 1, 1, 0, Map.of(HOSTILE, 2L));
        return new Report(
                HOSTILE,
                1,
                new LogSummary(10, 10, 0, 0, 0, 10, 1, 0),
                values,
                List.of(new ArchitectureReport(HOSTILE, List.of(cut), cut, 2, 0, new Cost(1, 1, 1, 1, 1, 1), 1)),
                List.of(new DifferingRow(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), values, others)),
                Map.of(HOSTILE, 3L),
                List.of(HOSTILE));
    }

    /** A TaskManager was killed, of which kappa had no part, and poison was in the log; lambda's final view is another one than without. */
    static Report withFaults(String fault, String struck) {
        return usual().with(
                        new FaultReport(
                                fault,
                                7,
                                List.of(
                                        new FaultReport.Event(
                                                fault,
                                                struck,
                                                8000,
                                                12.3,
                                                List.of(
                                                        new FaultReport.Recovery("kappa", false, null, 0L),
                                                        new FaultReport.Recovery("lambda", true, 5.25, 1234L))),
                                        new FaultReport.Event("poison@50%", "log", 10_000, 20, List.of())),
                                List.of(
                                        new FaultReport.FinalView("kappa", 512, 512, 0, 0, 0, 0),
                                        new FaultReport.FinalView("lambda", 512, 509, 2, 1, 1, 0)),
                                4,
                                4,
                                0,
                                List.of(
                                        new FaultReport.Moment(0.5, 100, Map.of("kappa", 90L, "lambda", 80L)),
                                        new FaultReport.Moment(12.5, 8000, Map.of("kappa", 8000L)))),
                        List.of());
    }

    static Report report(
            String pipeline,
            List<ArchitectureReport> architectures,
            List<DifferingRow> rows,
            Map<String, Long> deadLetters) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("cuts", "PT10M");
        settings.put("parallelism", 2);
        settings.put("clock", "PER_PARTITION");
        return new Report(
                pipeline,
                1,
                new LogSummary(1234, 1200, 11, 3, 20, 2400, 4, 0),
                settings,
                architectures,
                rows,
                deadLetters,
                List.of());
    }

    static ArchitectureReport architecture(String name, List<CutReport> cuts, CutReport end) {
        return new ArchitectureReport(
                name, cuts, end, 6, 2, new Cost(12.3456, 2468, 5_000_000, 1_048_576, 3_145_728, 900), 41.5);
    }

    static CutReport cut(
            int cut,
            String time,
            long truthRows,
            long correct,
            long missing,
            long different,
            long extra,
            Map<String, Long> causes) {
        return new CutReport(cut, time, truthRows, correct, missing, different, extra, causes, null, null);
    }

    static Map<String, Long> causes(long late, long repeated, long pending, long idle, long unexplained) {
        Map<String, Long> causes = new LinkedHashMap<>();
        causes.put("late", late);
        causes.put("repeated", repeated);
        causes.put("pending", pending);
        causes.put("idle", idle);
        causes.put("unexplained", unexplained);
        return causes;
    }

    private static DifferingRow row(
            String architecture, int cut, String key, Map<String, Object> truth, Map<String, Object> served) {
        return new DifferingRow(
                architecture,
                cut,
                key,
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:10:00Z",
                List.of("late", "pending"),
                truth,
                served);
    }

    private static Map<String, Object> values(long count, String mean) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("count", count);
        values.put("mean", new BigDecimal(mean));
        return values;
    }

    private static Map<String, Long> deadLetters() {
        Map<String, Long> letters = new LinkedHashMap<>();
        letters.put("The event has no temperature.", 3L);
        letters.put("The record is no JSON object.", 11L);
        return letters;
    }
}
