package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.diff.RowDifference;
import dev.parallax.comparison.diff.ViewDiff;
import dev.parallax.comparison.feed.CutRule;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions with a gap of half an hour, ten minutes out of order at most. */
@ExtendWith(Laboratory.class)
class SessionWindowsTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();
    private static final Windows SESSIONS = Windows.session(Duration.ofMinutes(30));

    @TempDir
    Path directory;

    /** The cut is at 12:00. */
    @Test
    void aSessionThatSpansACutIsOneInTheServedView(Laboratory laboratory) {
        Path events = Laboratory.file(directory, List.of(said("11:50", "owl"), said("12:10", "owl")));

        Outcome<WordCount> outcome = laboratory.compare(new WordsPipeline(), hourly(SESSIONS), events, 1);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("lambda")).isEqualTo(row("owl", "11:50", "12:40", 2) + "\n");
        assertThat(views.get("kappa")).isEqualTo(views.get("truth")).isEqualTo(views.get("lambda"));
        assertNoDefect(outcome);
    }

    /** At 12:05 the clock shows 11:55: half past eleven is behind it, but what it alone would be lasts until 12:00. */
    @Test
    void twoSessionsThatALaterEpochBridgesAreOneForLambdaAndStaySplitForKappa(Laboratory laboratory) {
        Path events = Laboratory.file(
                directory,
                List.of(said("11:10", "owl"), said("11:50", "owl"), said("12:05", "dog"), said("11:30", "owl")));

        Outcome<WordCount> outcome = laboratory.compare(new WordsPipeline(), hourly(SESSIONS), events, 1);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("truth").lines())
                .containsExactly(row("dog", "12:05", "12:35", 1), row("owl", "11:10", "12:20", 3));
        assertThat(views.get("lambda")).isEqualTo(views.get("truth"));
        assertThat(views.get("kappa").lines())
                .containsExactly(
                        row("dog", "12:05", "12:35", 1),
                        row("owl", "11:10", "11:40", 1),
                        row("owl", "11:50", "12:20", 1));
        ViewDiff<WordCount> kappa = outcome.architectures().get(0).atEnd();
        assertThat(kappa.missing()).isOne();
        assertThat(kappa.extra()).isEqualTo(2);
        assertThat(kappa.differences()).extracting(RowDifference::causes).containsOnly(Set.of(Cause.SPLIT));
        assertNoDefect(outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void lambdaIsTheTruthAtEveryCutAndKappaLacksOnlyWhatWasLateOrSplit(int partitions, Laboratory laboratory) {
        Path log = Events.partitioned(
                directory, Events.few().withDuplicateShare(0).withLateShare(0.2).withCustomers(150), partitions);
        Settings settings = Laboratory.settings(SESSIONS, 3);

        Outcome<Temperatures> outcome = laboratory.compare(DEVICES, settings, log, partitions);

        Findings<Temperatures> kappa = outcome.architectures().get(0);
        Findings<Temperatures> lambda = outcome.architectures().get(1);
        assertThat(lambda.atCuts()).hasSize(3).allSatisfy(diff -> {
            assertThat(diff.correct()).isPositive().isEqualTo(diff.truthRows());
            assertThat(diff.extra()).isZero();
        });
        assertThat(kappa.atEnd().causes().get(Cause.SPLIT)).isPositive();
        assertThat(kappa.atEnd().causes().get(Cause.LATE)).isPositive();
        assertThat(kappa.atEnd().extra()).isPositive();
        assertThat(kappa.atEnd().differences())
                .allSatisfy(difference ->
                        assertThat(EnumSet.of(Cause.LATE, Cause.SPLIT)).containsAll(difference.causes()));
        assertNoDefect(outcome);
    }

    /** With copies and broken lines; the second time tasks fail, and rows come once. */
    @Test
    @Tag("long")
    void theSameEventsGiveTheSameSessionsHoweverTheyAreComputed(Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few().withCustomers(150));
        Settings update = Laboratory.settings(SESSIONS, 3);
        Outcome<Temperatures> undisturbed = laboratory.compare(DEVICES, update, events, 4);
        assertNoDefect(undisturbed);
        var failing = FailingPipeline.at(2000, DEVICES, "sessions", 3);

        Outcome<Temperatures> disturbed = laboratory.compare(failing, update, events, 4);
        Outcome<Temperatures> appended =
                laboratory.compare(DEVICES, update.withOutputMode(OutputMode.APPEND), events, 4);

        assertThat(failing.failuresLeft()).as("failures that did not happen").isZero();
        assertNoDefect(disturbed);
        assertNoDefect(appended);
        Map<String, String> views = Laboratory.written(undisturbed, directory.resolve("undisturbed"));
        assertThat(Laboratory.written(disturbed, directory.resolve("disturbed")))
                .isEqualTo(views);
        assertThat(Laboratory.written(appended, directory.resolve("appended"))).isEqualTo(views);
        assertThat(appended.architectures().get(0).atCuts())
                .allSatisfy(diff -> assertThat(diff.causes().get(Cause.PENDING)).isPositive());
    }

    @Test
    void oneWindowForAllOfTimeIsTheSameForAllThree(Laboratory laboratory) {
        Path events = Events.generated(directory, Events.few().withDuplicateShare(0));

        Outcome<Temperatures> outcome =
                laboratory.compare(DEVICES, Laboratory.settings(Windows.global(), 2), events, 2);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("kappa")).isEqualTo(views.get("truth")).isEqualTo(views.get("lambda"));
        assertThat(views.get("truth").lines())
                .hasSize(30)
                .allSatisfy(line -> assertThat(line).contains("\"windowStart\":null,\"windowEnd\":null,"));
        assertThat(outcome.architectures().get(0).atEnd().lateContributions()).isZero();
        assertNoDefect(outcome);
    }

    private static Settings hourly(Windows windows) {
        return Laboratory.settings(windows, 1).withCuts(new CutRule.Every(Duration.ofHours(1)));
    }

    private static void assertNoDefect(Outcome<?> outcome) {
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    private static String said(String time, String words) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00.000000\",\"data\":\"" + words + "\"}";
    }

    private static String row(String word, String start, String end, int count) {
        return "{\"key\":\"" + word + "\",\"windowStart\":\"2024-04-09T" + start + ":00Z\",\"windowEnd\":\"2024-04-09T"
                + end + ":00Z\",\"count\":" + count + "}";
    }
}
