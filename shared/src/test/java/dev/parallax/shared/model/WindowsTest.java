package dev.parallax.shared.model;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    @ParameterizedTest
    @CsvSource({
        "2023-01-05T11:10:00Z,     2023-01-05T11:10:00Z, 2023-01-05T11:20:00Z",
        "2023-01-05T11:13:53.643Z, 2023-01-05T11:10:00Z, 2023-01-05T11:20:00Z",
        "2023-01-05T11:19:59.999Z, 2023-01-05T11:10:00Z, 2023-01-05T11:20:00Z",
        "2023-01-05T11:20:00Z,     2023-01-05T11:20:00Z, 2023-01-05T11:30:00Z",
        "1970-01-01T00:00:00Z,     1970-01-01T00:00:00Z, 1970-01-01T00:10:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:50:00Z, 1970-01-01T00:00:00Z",
        "1969-12-31T23:50:00Z,     1969-12-31T23:50:00Z, 1970-01-01T00:00:00Z",
        "1969-12-31T23:49:59.999Z, 1969-12-31T23:40:00Z, 1969-12-31T23:50:00Z"
    })
    void anEventLiesInOneTumblingWindow(Instant event, Instant start, Instant end) {
        assertThat(Windows.tumbling(ofMinutes(10)).of(event.toEpochMilli()))
                .containsExactly(new Window(start.toEpochMilli(), end.toEpochMilli()));
    }

    @Test
    void anEventLiesInSeveralSlidingWindowsTheEarliestFirst() {
        Windows windows = Windows.sliding(ofMillis(10), ofMillis(5));

        assertThat(windows.of(12)).containsExactly(new Window(5, 15), new Window(10, 20));
        assertThat(windows.of(10)).as("at a start and an end").containsExactly(new Window(5, 15), new Window(10, 20));
        assertThat(windows.of(9)).containsExactly(new Window(0, 10), new Window(5, 15));
        assertThat(windows.of(-1)).containsExactly(new Window(-10, 0), new Window(-5, 5));
        assertThat(windows.of(-5)).containsExactly(new Window(-10, 0), new Window(-5, 5));
    }

    /** Starts at 0, 4, 8, 12: the windows of 10 overlap by 6, so some times lie in two of them and some in three. */
    @Test
    void theSizeNeedNotBeAMultipleOfTheSlide() {
        Windows windows = Windows.sliding(ofMillis(10), ofMillis(4));

        assertThat(windows.of(8)).containsExactly(new Window(0, 10), new Window(4, 14), new Window(8, 18));
        assertThat(windows.of(9)).containsExactly(new Window(0, 10), new Window(4, 14), new Window(8, 18));
        assertThat(windows.of(10)).containsExactly(new Window(4, 14), new Window(8, 18));
        assertThat(windows.of(11)).containsExactly(new Window(4, 14), new Window(8, 18));
        assertThat(windows.of(12)).containsExactly(new Window(4, 14), new Window(8, 18), new Window(12, 22));
        assertThat(windows.of(-1)).containsExactly(new Window(-8, 2), new Window(-4, 6));
    }

    @Test
    void anEventLiesInExactlyTheWindowsThatHoldIt() {
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long size = random.nextLong(1, 100);
            long slide = random.nextLong(1, size + 1);
            long time = random.nextLong(-1000, 1000);

            List<Window> holding = new ArrayList<>();
            for (long start = -slide * 1200; start <= time; start += slide) {
                if (time < start + size) {
                    holding.add(new Window(start, start + size));
                }
            }

            assertThat(new Windows.Aligned(size, slide).of(time))
                    .as("seed %d: size %d, slide %d, time %d", seed, size, slide, time)
                    .isEqualTo(holding);
        }
    }

    @Test
    void windowsAsLongAsTheirSlideAreTumbling() {
        assertThat(Windows.sliding(ofMinutes(10), ofMinutes(10))).isEqualTo(Windows.tumbling(ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "PT-1S, PT-1S", "PT10S, PT0S", "PT10S, PT-5S", "PT10S, PT11S"})
    void refusesWindowsThatMissOrHoldNothing(Duration size, Duration slide) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Windows.sliding(size, slide))
                .withMessageMatching("A window.* must be .* not .* ms\\.");
    }

    @Test
    void theLastMillisecondIsTheOneBeforeTheEnd() {
        assertThat(new Window(0, 10).last()).isEqualTo(9);
    }

    @Test
    void windowsAreOrderedByStartThenEnd() {
        List<Window> sorted = Stream.of(new Window(5, 15), new Window(0, 20), new Window(-5, 5), new Window(0, 10))
                .sorted()
                .toList();

        assertThat(sorted).containsExactly(new Window(-5, 5), new Window(0, 10), new Window(0, 20), new Window(5, 15));
    }

    @Test
    void anEventAloneIsASessionAsLongAsTheGap() {
        Windows windows = Windows.session(ofMillis(10));

        assertThat(windows.of(-3)).containsExactly(Window.session(-3, 7));
        assertThat(windows.deadline(-3, Window.session(-3, 7))).isEqualTo(-3);
        assertThat(windows.closing(Window.session(-3, 7)))
                .as("what happens at the end touches it still")
                .isEqualTo(7);
    }

    @Test
    void sessionsTouchWhereOneBeginsWhenTheOtherEnds() {
        assertThat(Window.session(0, 10).touches(Window.session(10, 20))).isTrue();
        assertThat(Window.session(10, 20).touches(Window.session(0, 10))).isTrue();
        assertThat(Window.session(0, 10).touches(Window.session(11, 21))).isFalse();
        assertThat(Window.session(0, 100).touches(Window.session(40, 50))).isTrue();
        assertThat(Window.session(0, 10).joined(Window.session(5, 15))).isEqualTo(Window.session(0, 15));
    }

    @Test
    void allOfTimeIsOneWindowThatNeverCloses() {
        Windows windows = Windows.global();

        assertThat(windows.of(0)).isEqualTo(windows.of(-1)).containsExactly(Window.EVERYTHING);
        assertThat(windows.closing(Window.EVERYTHING)).isEqualTo(Long.MAX_VALUE);
        assertThat(windows.deadline(0, Window.EVERYTHING)).isEqualTo(Long.MAX_VALUE);
        assertThat(Window.EVERYTHING.isEverything()).isTrue();
        assertThat(new Window(0, Long.MAX_VALUE).isEverything()).isFalse();
    }
}
