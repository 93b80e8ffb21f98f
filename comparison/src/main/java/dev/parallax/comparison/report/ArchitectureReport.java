package dev.parallax.comparison.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How one architecture did.
 *
 * @param name {@code kappa} or {@code lambda}
 * @param cuts its served view at each cut, beside the truth there
 * @param atEnd the same at the end of the log, drained, every window closed
 * @param lateContributions facts that it left out because they came behind the log clock
 * @param repeatedContributions facts of further copies of an event that it did not recognise
 * @param cost what it spent
 * @param wallSeconds time from its first to its last job, waiting for the others included
 */
public record ArchitectureReport(
        String name,
        List<CutReport> cuts,
        @JsonProperty("final") CutReport atEnd,
        long lateContributions,
        long repeatedContributions,
        Cost cost,
        double wallSeconds) {}
