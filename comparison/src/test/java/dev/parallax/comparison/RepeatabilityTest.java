package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The same events give the same views, byte for byte, whatever happens while they are computed. */
@ExtendWith(Laboratory.class)
class RepeatabilityTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    @Tag("long")
    void tenRunsGiveTheSameThreeViews(int partitions, Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few());
        Map<String, String> first = views(laboratory, DEVICES, events, partitions, "0");

        for (int run = 1; run < 10; run++) {
            assertThat(views(laboratory, DEVICES, events, partitions, Integer.toString(run)))
                    .as("run " + run)
                    .isEqualTo(first);
        }
    }

    /** Late events and copies lie on both sides of the failure; windows were closed before it. */
    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    void aTaskThatFailsInTheMiddleChangesNothing(int partitions, Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few());
        Map<String, String> undisturbed = views(laboratory, DEVICES, events, partitions, "undisturbed");

        // Three failures: both streams and a batch run meet the event, in whatever order.
        var failing = FailingPipeline.at(2000, DEVICES, "run on " + partitions, 3);
        Map<String, String> disturbed = views(laboratory, failing, events, partitions, "disturbed");

        assertThat(failing.failuresLeft()).as("failures that did not happen").isZero();
        assertThat(disturbed).isEqualTo(undisturbed);
    }

    private Map<String, String> views(
            Laboratory laboratory,
            Pipeline<DeviceEvent, Reading, Temperatures> pipeline,
            Path events,
            int partitions,
            String run) {
        Outcome<Temperatures> outcome =
                laboratory.compare(pipeline, Laboratory.settings(pipeline.windows(), 3), events, partitions);
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
        return Laboratory.written(outcome, directory.resolve(run));
    }
}
