package dev.parallax.architectures;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.view.ViewStore;
import java.time.Duration;

/**
 * What both architectures have in common: the transformation, the log, where jobs run and views live, and the settings.
 *
 * @param pipeline the transformation
 * @param log the event log
 * @param epochs how the cuts split it
 * @param windows of the view
 * @param outOfOrderness how far behind its partition an event may be
 * @param allowedLateness how long beyond that a window stays open
 * @param maxAhead how far ahead of its ingest time an event may be
 * @param idleAfter ingest time after which a silent partition is not waited for; 0 for never
 * @param outputMode when kappa's rows leave
 * @param checkpointEvery time between two checkpoints of a stream
 * @param cluster where the jobs run
 * @param parallelism of each job
 * @param batchViews where batch views live
 * @param speedViews where the speed layer's view lives
 * @param kappaViews where kappa's views live
 */
public record Scenario<E, F, A>(
        Pipeline<E, F, A> pipeline,
        EventLog log,
        Epochs epochs,
        Windows windows,
        Duration outOfOrderness,
        Duration allowedLateness,
        Duration maxAhead,
        Duration idleAfter,
        OutputMode outputMode,
        Duration checkpointEvery,
        FlinkCluster cluster,
        int parallelism,
        ViewStore batchViews,
        ViewStore speedViews,
        ViewStore kappaViews) {}
