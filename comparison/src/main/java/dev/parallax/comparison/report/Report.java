package dev.parallax.comparison.report;

import java.util.List;
import java.util.Map;

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
 * @param violations what must never be, as sentences: facts that do not add up, rows without a cause
 */
public record Report(
        String pipeline,
        int version,
        LogSummary log,
        Map<String, Object> settings,
        List<ArchitectureReport> architectures,
        List<DifferingRow> differingRows,
        Map<String, Long> deadLetters,
        List<String> violations) {}
