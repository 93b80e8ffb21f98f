package dev.parallax.comparison;

import dev.parallax.comparison.report.Report;
import dev.parallax.comparison.report.ReportJson;
import dev.parallax.comparison.report.ReportPage;
import dev.parallax.shared.view.RowKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a comparison found into a directory: the report for people and for programs, and the three views. */
public final class OutcomeFiles {
    private OutcomeFiles() {}

    /** @return the report that was written */
    public static <A> Report write(Outcome<A> outcome, Path directory) throws IOException {
        return write(outcome, new ReportOf<>(outcome).report(), directory);
    }

    /** The same, with a report that says more. */
    public static <A> Report write(Outcome<A> outcome, Report report, Path directory) throws IOException {
        writeViews(outcome, directory.resolve("views"));
        DeadLetterFile.write(outcome.deadLetters(), directory.resolve("dead-letters.ndjson"));
        ReportJson.write(report, directory.resolve("report.json"));
        ReportPage.write(report, directory.resolve("report.html"));
        return report;
    }

    /** The three views alone. */
    public static <A> void writeViews(Outcome<A> outcome, Path directory) throws IOException {
        Path views = Files.createDirectories(directory);
        ViewFile.write(outcome.pipeline(), RowKey.inOrder(outcome.truth()), views.resolve("truth.ndjson"));
        for (Findings<A> findings : outcome.architectures()) {
            ViewFile.write(
                    outcome.pipeline(),
                    RowKey.inOrder(findings.served().rows()),
                    views.resolve(findings.name() + ".ndjson"));
        }
    }

    /** What a report says of an outcome. */
    public static Report report(Outcome<?> outcome) {
        return new ReportOf<>(outcome).report();
    }
}
