package dev.parallax.shared.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a reader makes of the rows that it finds in a store, in whatever order. */
class SessionViewTest {
    private final List<StoredRecord<WordCount>> stored = new ArrayList<>();

    @Test
    void aRowThatWasTakenAwayIsNotServedAlsoIfItIsReadAfterThat() {
        stored.add(new StoredRecord<>(1, 5, ViewRow.removed("owl", new Slot(new Window(0, 10), 0))));
        written(1, 4, 0, new Window(0, 10), 1);

        assertThat(served()).isEmpty();
    }

    @Test
    void aRowThatIsWrittenAgainAfterItWasTakenAwayIsServed() {
        stored.add(new StoredRecord<>(1, 5, ViewRow.removed("owl", new Slot(session(0, 10), 0))));
        written(2, 0, 0, session(0, 10), 3);

        assertThat(served()).containsExactly(Map.entry(session(0, 10), 3L));
    }

    /** The first attempt came further than its successor has so far when that wrote. */
    @Test
    void aNewerSessionOutranksThoseOfAnAbandonedAttemptThatItTouches() {
        written(1, 7, 0, session(0, 30), 3);
        written(1, 8, 0, session(100, 120), 2);
        written(2, 0, 0, session(5, 20), 1);

        assertThat(served()).containsExactly(Map.entry(session(5, 20), 1L), Map.entry(session(100, 120), 2L));
    }

    @Test
    void sessionsOfTwoEpochsThatTouchAreOne() {
        written(1, 0, 1, session(0, 10), 1);
        written(1, 1, 2, session(10, 20), 2);
        written(1, 2, 2, session(31, 41), 4);

        assertThat(served()).containsExactly(Map.entry(session(0, 20), 3L), Map.entry(session(31, 41), 4L));
    }

    @Test
    void aSessionOfAnotherEpochBridgesTwo() {
        written(1, 0, 1, session(0, 10), 1);
        written(1, 1, 1, session(15, 25), 2);
        written(1, 2, 2, session(8, 18), 4);

        assertThat(served()).containsExactly(Map.entry(session(0, 25), 7L));
    }

    @Test
    void sessionsThatLieWithinAnotherOneAreInIt() {
        written(1, 0, 1, session(0, 100), 1);
        written(1, 1, 2, session(0, 10), 2);
        written(1, 2, 2, session(20, 30), 4);
        written(1, 3, 3, session(90, 100), 8);

        assertThat(served()).containsExactly(Map.entry(session(0, 100), 15L));
    }

    @Test
    void slidingWindowsOverlapAndStayApart() {
        written(1, 0, 0, new Window(0, 10), 1);
        written(1, 1, 0, new Window(5, 15), 2);

        assertThat(served()).containsExactly(Map.entry(new Window(0, 10), 1L), Map.entry(new Window(5, 15), 2L));
    }

    private void written(long generation, long sequence, int epoch, Window window, long count) {
        stored.add(new StoredRecord<>(
                generation, sequence, new ViewRow<>("owl", new Slot(window, epoch), count, new WordCount(count))));
    }

    private static Window session(long start, long end) {
        return Window.session(start, end);
    }

    private Map<Window, Long> served() {
        Map<Window, Long> served = new TreeMap<>();
        View.now(new Reader(stored))
                .rows(new WordsPipeline().aggregate())
                .forEach((row, value) -> served.put(row.window(), value.contributions()));
        return served;
    }

    private record Reader(List<StoredRecord<WordCount>> stored) implements ViewReader<WordCount> {
        @Override
        public void poll(Duration patience, Consumer<StoredRecord<WordCount>> collector) {
            stored.forEach(collector);
        }

        @Override
        public boolean isFollowing() {
            return true;
        }

        @Override
        public boolean read(Consumer<StoredRecord<WordCount>> collector) {
            stored.forEach(collector);
            return true;
        }

        @Override
        public void close() {
            // a list
        }
    }
}
