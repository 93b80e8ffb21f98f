package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.diff.ViewDiff;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each engine computes, beside the same over plain collections and beside each other. */
@ExtendWith(Laboratory.class)
class AgreementTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();
    private static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    private static Settings settings(int cuts) {
        return Laboratory.settings(DEVICES.windows(), cuts);
    }

    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    void allThreeViewsAreWhatPlainCollectionsGive(int partitions, Laboratory laboratory) {
        Path log = Events.partitioned(directory, Events.few().withSeed(partitions), partitions);

        Outcome<Temperatures> outcome = laboratory.compare(DEVICES, settings(3), log, partitions);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        List<List<String>> plain = files(log);
        assertThat(rows(views, "truth")).isEqualTo(PlainDevices.truth(plain));
        assertThat(rows(views, "kappa")).isEqualTo(PlainDevices.kappa(plain, OUT_OF_ORDERNESS));
        assertThat(rows(views, "truth")).as("late events make a difference").isNotEqualTo(rows(views, "kappa"));
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
        assertThat(outcome.timesToDetect()).as("the pipeline detects nothing").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void withoutLateEventsAndDuplicatesAllThreeViewsAreTheSameAtEveryCut(int partitions, Laboratory laboratory) {
        GeneratorSettings orderly = Events.few().withLateShare(0).withDuplicateShare(0);
        Path events = Events.generated(directory, orderly);

        Outcome<Temperatures> outcome = laboratory.compare(DEVICES, settings(3), events, partitions);

        assertThat(outcome.counts().malformed()).as("malformed lines are in it").isPositive();
        outcome.architectures().forEach(each -> {
            assertThat(each.atCuts()).allSatisfy(AgreementTest::isExact);
            isExact(each.atEnd());
        });
        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("kappa")).isEqualTo(views.get("truth")).isEqualTo(views.get("lambda"));
    }

    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    void withoutDuplicatesLambdaIsTheTruthAtEveryCutHoweverLateEventsCome(int partitions, Laboratory laboratory) {
        Path events =
                Events.generated(directory, Events.few().withDuplicateShare(0).withLateShare(0.2));

        Outcome<Temperatures> outcome = laboratory.compare(DEVICES, settings(4), events, partitions);

        Findings<Temperatures> kappa = outcome.architectures().get(0);
        Findings<Temperatures> lambda = outcome.architectures().get(1);
        assertThat(lambda.atCuts()).hasSize(4).allSatisfy(AgreementTest::isExact);
        assertThat(kappa.atEnd().causes().get(Cause.LATE))
                .as("late events are in it")
                .isPositive();
    }

    @Test
    void appendGivesTheSameFinalViewAsUpdateAndOpenWindowsArePending(Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few());
        Settings update = settings(3);
        Settings append = update.withOutputMode(OutputMode.APPEND);

        Outcome<Temperatures> updated = laboratory.compare(DEVICES, update, events, 2);
        Outcome<Temperatures> appended = laboratory.compare(DEVICES, append, events, 2);

        assertThat(Laboratory.written(appended, directory.resolve("append")).get("kappa"))
                .isEqualTo(
                        Laboratory.written(updated, directory.resolve("update")).get("kappa"));
        Findings<Temperatures> kappa = appended.architectures().get(0);
        assertThat(kappa.atCuts())
                .allSatisfy(diff -> assertThat(diff.causes().get(Cause.PENDING)).isPositive());
        assertThat(kappa.atEnd().causes().get(Cause.PENDING)).isZero();
        assertThat(new ReportOf<>(appended).report().violations()).isEmpty();
    }

    private static void isExact(ViewDiff<?> diff) {
        assertThat(diff.correct()).isPositive().isEqualTo(diff.truthRows());
        assertThat(diff.extra()).isZero();
    }

    private static Map<String, String> rows(Map<String, String> views, String view) {
        return PlainDevices.written(views.get(view).lines().toList());
    }

    private static List<List<String>> files(Path log) {
        try (Stream<Path> files = Files.list(log)) {
            return files.sorted().map(Events::lines).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
