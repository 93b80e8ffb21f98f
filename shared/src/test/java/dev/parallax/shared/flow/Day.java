package dev.parallax.shared.flow;

import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** Times of one day, and what has a place in it. */
final class Day {
    static final Windows TEN_MINUTES = Windows.tumbling(Duration.ofMinutes(10));
    static final Windows SLIDING = Windows.sliding(Duration.ofMinutes(10), Duration.ofMinutes(5));
    static final Windows SESSIONS = Windows.session(Duration.ofMinutes(30));
    static final long UNKNOWN = Long.MIN_VALUE;

    private Day() {}

    /** Milliseconds of a time like {@code 11:05} or {@code 11:09:59.999}. */
    static long at(String time) {
        long midnight = Instant.parse("2023-01-05T00:00:00Z").toEpochMilli();
        return midnight + LocalTime.parse(time).toNanoOfDay() / 1_000_000;
    }

    static Window window(String start, String end) {
        return new Window(at(start), at(end));
    }

    static Slot slot(String start, String end) {
        return new Slot(window(start, end), Slot.EVERY_EPOCH);
    }

    static Window session(String start, String end) {
        return Window.session(at(start), at(end));
    }

    static ViewRow<WordCount> row(String key, Slot slot, long count) {
        return new ViewRow<>(key, slot, count, new WordCount(count));
    }

    /** The clock of a partition whose events come the moment they happen. */
    static PartitionClock clock(int partition, String time) {
        long now = at(time);
        return new PartitionClock(partition, now, at("00:00"), now, now, 1, 0, 0, 0);
    }
}
