package dev.parallax.comparison.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a comparison found; {@code report.json} is exactly this.
 *
 * @param pipeline name of the pipeline
 * @param version of this format
 * @param log what the events were
 * @param settings each setting of the run by name; durations in ISO-8601
 * @param architectures kappa and lambda
 * @param differingRows the first rows that were not as the truth has them
 * @param deadLetters how many there were, by reason
 * @param violations what must never be, as sentences: facts that do not add up, rows without a cause, views that a fault changed
 * @param estimates columns of the rows that are estimates, each with how far it may be off; left out if there are none
 * @param timesToDetect how long what was found took to be seen; left out for pipelines that detect nothing
 * @param faults what was struck meanwhile; null, and left out, if nothing was meant to be
 */
public record Report(
        String pipeline,
        int version,
        LogSummary log,
        Map<String, Object> settings,
        List<ArchitectureReport> architectures,
        List<DifferingRow> differingRows,
        Map<String, Long> deadLetters,
        List<String> violations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> estimates,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TimeToDetect> timesToDetect,
        @JsonInclude(JsonInclude.Include.NON_NULL) FaultReport faults) {
    /** One of exact rows, and of a run without faults. */
    public Report(
            String pipeline,
            int version,
            LogSummary log,
            Map<String, Object> settings,
            List<ArchitectureReport> architectures,
            List<DifferingRow> differingRows,
            Map<String, Long> deadLetters,
            List<String> violations) {
        this(
                pipeline,
                version,
                log,
                settings,
                architectures,
                differingRows,
                deadLetters,
                violations,
                Map.of(),
                List.of(),
                null);
    }

    /** The same with what was struck, and what else must never be. */
    public Report with(FaultReport struck, List<String> furtherViolations) {
        return new Report(
                pipeline,
                version,
                log,
                settings,
                architectures,
                differingRows,
                deadLetters,
                Stream.concat(violations.stream(), furtherViolations.stream()).toList(),
                estimates,
                timesToDetect,
                struck);
    }
}
