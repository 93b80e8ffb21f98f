package dev.parallax.checkpoints;

import java.util.List;

/**
 * An operator with what it keeps.
 *
 * @param operator what the description says of it
 * @param states its states, those kept by key behind the others, each by name
 */
public record OperatorReport(OperatorContents operator, List<StateSummary> states) {}
