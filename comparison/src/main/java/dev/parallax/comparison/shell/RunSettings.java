package dev.parallax.comparison.shell;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.Windows;
import java.time.Duration;

/**
 * How a pipeline runs.
 *
 * @param windows null for the pipeline's own
 * @param outOfOrderness how far behind its partition an event may be before it is late
 * @param allowedLateness how long beyond that a window stays open
 * @param outputMode when rows leave
 */
record RunSettings(Windows windows, Duration outOfOrderness, Duration allowedLateness, OutputMode outputMode) {
    static final RunSettings DEFAULTS = new RunSettings(null, Duration.ofMinutes(10), Duration.ZERO, OutputMode.UPDATE);
    static final Duration MAX_AHEAD = Duration.ofDays(1);
}
