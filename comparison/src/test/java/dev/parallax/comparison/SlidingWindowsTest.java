package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of sliding windows: ten minutes long, a new one every five, ten minutes out of order at most. */
@ExtendWith(Laboratory.class)
class SlidingWindowsTest {
    @TempDir
    Path directory;

    /**
     * The greatest event time before 11:04 and 12:08 come is 12:17, so the clock shows 12:07. The windows of 11:04, [10:55, 11:05) and [11:00, 11:10), are closed:
     * it is late in both. Those of 12:08, [12:00, 12:10) and [12:05, 12:15), are open.
     */
    @Test
    void anEventIsLateForAWindowThatItsPartitionsClockHasPassed(Laboratory laboratory) {
        Path events = Laboratory.file(
                directory,
                List.of(
                        said("12:00", "owl dog owl"),
                        said("12:03", "owl"),
                        said("12:05", "owl"),
                        said("12:13", "dog owl"),
                        said("12:17", "dog"),
                        said("11:04", "dog"),
                        said("12:08", "dog")));

        var outcome = laboratory.compare(
                new WordsPipeline(),
                Laboratory.settings(Windows.sliding(Duration.ofMinutes(10), Duration.ofMinutes(5)), 2),
                events,
                1);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        // Worked out by hand:
        List<String> onTime = List.of(
                row("dog", "11:55", "12:05", 1), // 12:00
                row("dog", "12:00", "12:10", 2), // 12:00, 12:08
                row("dog", "12:05", "12:15", 2), // 12:13, 12:08
                row("dog", "12:10", "12:20", 2), // 12:13, 12:17
                row("dog", "12:15", "12:25", 1), // 12:17
                row("owl", "11:55", "12:05", 3), // 12:00 twice, 12:03
                row("owl", "12:00", "12:10", 4), // 12:00 twice, 12:03, 12:05
                row("owl", "12:05", "12:15", 2), // 12:05, 12:13
                row("owl", "12:10", "12:20", 1)); // 12:13
        assertThat(views.get("kappa").lines()).containsExactlyElementsOf(onTime);
        List<String> lateToo =
                new java.util.ArrayList<>(List.of(row("dog", "10:55", "11:05", 1), row("dog", "11:00", "11:10", 1)));
        lateToo.addAll(onTime);
        assertThat(views.get("truth").lines()).containsExactlyElementsOf(lateToo);
        assertThat(views.get("lambda")).isEqualTo(views.get("truth"));
        assertThat(outcome.counts().facts()).isEqualTo(10);
        assertThat(outcome.architectures().get(0).atEnd().lateContributions()).isEqualTo(2);
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    /** At 12:16 the clock shows 12:06: 12:04 is late for [11:55, 12:05), and not for [12:00, 12:10). */
    @Test
    void anEventThatIsLateForOneOfItsWindowsLosesThatOneAlone(Laboratory laboratory) {
        Path events = Laboratory.file(directory, List.of(said("12:16", "owl"), said("12:04", "dog")));

        var outcome = laboratory.compare(
                new WordsPipeline(),
                Laboratory.settings(Windows.sliding(Duration.ofMinutes(10), Duration.ofMinutes(5)), 1),
                events,
                1);

        var kappa = outcome.architectures().get(0);
        assertThat(kappa.served().late())
                .singleElement()
                .satisfies(late -> assertThat(late.window().end())
                        .isEqualTo(
                                java.time.Instant.parse("2024-04-09T12:05:00Z").toEpochMilli()));
        assertThat(Laboratory.written(outcome, directory.resolve("out"))
                        .get("kappa")
                        .lines())
                .containsExactly(
                        row("dog", "12:00", "12:10", 1),
                        row("owl", "12:10", "12:20", 1),
                        row("owl", "12:15", "12:25", 1));
    }

    private static String said(String time, String words) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00.000000\",\"data\":\"" + words + "\"}";
    }

    private static String row(String word, String start, String end, int count) {
        return "{\"key\":\"" + word + "\",\"windowStart\":\"2024-04-09T" + start + ":00Z\",\"windowEnd\":\"2024-04-09T"
                + end + ":00Z\",\"count\":" + count + "}";
    }
}
