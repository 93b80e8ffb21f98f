package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.architectures.KappaArchitecture;
import dev.parallax.architectures.LambdaArchitecture;
import dev.parallax.architectures.ServedView;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What each architecture serves, and from where. */
@ExtendWith(Laboratory.class)
class ArchitecturesTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();

    @TempDir
    Path directory;

    @Test
    void lambdaServesTheBatchViewBeforeTheCutAndTheEpochAfterItNeverTheTruth(Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few().withDuplicateShare(0));
        try (var experiment = laboratory.prepare(DEVICES, Laboratory.settings(DEVICES.windows(), 2), events, 2, null);
                var lambda = new LambdaArchitecture<>(experiment.scenario())) {
            Cut first = experiment.plan().cuts().get(0);
            Cut second = experiment.plan().cuts().get(1);
            lambda.start();
            experiment.feeder().feedUpTo(first);
            lambda.serve(first);
            Map<RowKey, RowValue<Temperatures>> before =
                    lambda.computeBatchView(first).rows(DEVICES.aggregate());
            lambda.serveBatchView(before, first);
            experiment.feeder().feedUpTo(second);

            ServedView<Temperatures> served = lambda.serve(second);

            assertThat(experiment.views().served("batch")).isEqualTo("batch-1");
            assertThat(contributions(before)).isPositive().isLessThan(contributions(served.rows()));
            assertThat(served.seams()).containsExactly(first);
            assertThat(served.rows())
                    .as("merged of two computations, equal to a third")
                    .isEqualTo(lambda.computeBatchView(second).rows(DEVICES.aggregate()));
        }
    }

    @Test
    void kappaComputesItsViewAnewBesideTheServedOneAndThenMovesThePointer(Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few());
        try (var experiment = laboratory.prepare(DEVICES, Laboratory.settings(DEVICES.windows(), 1), events, 2, null);
                var kappa = new KappaArchitecture<>(experiment.scenario())) {
            Cut end = experiment.plan().cuts().get(0);
            kappa.start();
            experiment.feeder().feedUpTo(end);
            Map<RowKey, RowValue<Temperatures>> before =
                    new HashMap<>(kappa.serve(end).rows());
            assertThat(experiment.views().served("kappa")).isEqualTo("kappa-1");

            kappa.reprocess(end);

            assertThat(experiment.views().served("kappa")).isEqualTo("kappa-2");
            assertThat(kappa.serve(end).rows()).isNotEmpty().isEqualTo(before);
            kappa.finish(end);
            assertThat(kappa.cost().recordsRead()).as("the log was read twice").isEqualTo(2 * end.records());
        }
    }

    private static long contributions(Map<?, ? extends RowValue<?>> rows) {
        return List.copyOf(rows.values()).stream()
                .mapToLong(RowValue::contributions)
                .sum();
    }
}
