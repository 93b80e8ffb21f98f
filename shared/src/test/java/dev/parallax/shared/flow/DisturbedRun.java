package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.flow.TransformationHarness.Checkpoint;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A run over a log whose partitions are read in a random order, with checkpoints and failures; what follows the last checkpoint is then lost. */
final class DisturbedRun {
    private DisturbedRun() {}

    /** What was committed. No timer and no state must be left. */
    static <A> List<ViewRecord<A>> of(
            RandomLog log,
            Pipeline<DeviceEvent, ?, A> pipeline,
            RollupSettings settings,
            Backend backend,
            SplittableRandom random)
            throws Exception {
        return of(log, pipeline, settings, backend, random, 0);
    }

    /** The same for a pipeline that keeps some things for ever: so many entries of its state at most. */
    static <A> List<ViewRecord<A>> of(
            RandomLog log,
            Pipeline<DeviceEvent, ?, A> pipeline,
            RollupSettings settings,
            Backend backend,
            SplittableRandom random,
            long kept)
            throws Exception {
        List<ViewRecord<A>> committed = new ArrayList<>();
        int[] next = new int[log.partitions.size()];
        int[] nextAtCheckpoint = next.clone();
        Checkpoint checkpoint = null;
        int failuresLeft = 3;
        TransformationHarness<DeviceEvent, A> harness = TransformationHarness.started(backend, pipeline, settings);
        try {
            while (true) {
                List<Integer> unread = unread(log, next);
                if (unread.isEmpty()) {
                    harness.finish();
                    committed.addAll(harness.emitted());
                    assertThat(harness.timers()).isZero();
                    assertThat((long) harness.stateEntries()).isBetween(0L, kept);
                    return committed;
                }
                int dice = random.nextInt(20);
                if (dice == 0) {
                    checkpoint = harness.checkpoint(1);
                    nextAtCheckpoint = next.clone();
                    committed.addAll(harness.emitted());
                } else if (dice == 1 && checkpoint != null && failuresLeft-- > 0) {
                    harness.close();
                    harness = TransformationHarness.restored(backend, pipeline, settings, checkpoint);
                    next = nextAtCheckpoint.clone();
                } else {
                    int partition = unread.get(random.nextInt(unread.size()));
                    harness.read(log.partitions.get(partition).get(next[partition]++));
                }
            }
        } finally {
            harness.close();
        }
    }

    private static List<Integer> unread(RandomLog log, int[] next) {
        List<Integer> partitions = new ArrayList<>();
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] < log.partitions.get(partition).size()) {
                partitions.add(partition);
            }
        }
        return partitions;
    }
}
