package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.class)
class SlidingWindowsTest {
    @TempDir
    Path directory;

    @Test
    void theWorkedExampleHasOneLateEvent(Laboratory laboratory) {
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

        System.err.println(outcome.counts());
        for (var each : outcome.architectures()) {
            System.err.println(each.name() + " " + each.atEnd() + "\n" + each.atCuts() + "\n" + each.cost());
        }
        assertThat(outcome.counts().records()).isEqualTo(7);
    }

    private static String said(String time, String words) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00.000000\",\"data\":\"" + words + "\"}";
    }
}
