package dev.parallax.comparison;

import dev.parallax.comparison.feed.CutRule;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.Windows;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a comparison is asked to do.
 *
 * @param windows of the view
 * @param outOfOrderness how far behind its partition an event may be
 * @param allowedLateness how long beyond that a window stays open
 * @param maxAhead how far ahead of its ingest time an event may be
 * @param idleAfter ingest time after which a silent partition is not waited for; 0 for never
 * @param outputMode when kappa's rows leave
 * @param cuts where the cuts lie
 * @param parallelism of each job
 * @param checkpointEvery time between two checkpoints of a stream
 */
@RecordBuilder
public record Settings(
        Windows windows,
        Duration outOfOrderness,
        Duration allowedLateness,
        Duration maxAhead,
        Duration idleAfter,
        OutputMode outputMode,
        CutRule cuts,
        int parallelism,
        Duration checkpointEvery)
        implements SettingsBuilder.With {
    /** Each by the name that the report gives it. */
    Map<String, Object> named(int cutCount) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (windows instanceof Windows.Aligned aligned) {
            named.put("window", Duration.ofMillis(aligned.size()).toString());
            named.put("slide", Duration.ofMillis(aligned.slide()).toString());
        } else {
            named.put("window", windows.text());
        }
        named.put("outOfOrderness", outOfOrderness.toString());
        named.put("allowedLateness", allowedLateness.toString());
        named.put("maxAhead", maxAhead.toString());
        named.put("idleAfter", idleAfter.toString());
        named.put("outputMode", outputMode.name().toLowerCase(java.util.Locale.ROOT));
        named.put("cuts", cutCount);
        named.put("parallelism", parallelism);
        named.put("checkpointEvery", checkpointEvery.toString());
        return named;
    }
}
