package dev.parallax.shared.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Assigns event times (milliseconds since the epoch, UTC) to windows, and knows what a clock of event time means for them. */
public sealed interface Windows extends Serializable {
    static Windows tumbling(Duration size) {
        return new Aligned(size.toMillis(), size.toMillis());
    }

    static Windows sliding(Duration size, Duration slide) {
        return new Aligned(size.toMillis(), slide.toMillis());
    }

    static Windows session(Duration gap) {
        return new Sessions(gap.toMillis());
    }

    static Windows global() {
        return new Global();
    }

    /** The windows in which {@code eventTime} lies, the earliest first; for sessions, the one that it would be alone. */
    List<Window> of(long eventTime);

    /** What the clock shows when {@code window} takes no more, without allowed lateness; {@link Long#MAX_VALUE} for never. */
    long closing(Window window);

    /** What the clock shows when {@code eventTime} is late for {@code window}, one of its own; {@link Long#MAX_VALUE} for never. */
    long deadline(long eventTime, Window window);

    /** A number that is another one when windows may have closed since, {@code clock} being that which is compared with {@link #closing}. */
    long tick(long clock);

    /** As the command line takes it, with durations in ISO-8601. */
    String text();

    /** Whether every event time lies in exactly one window, wherever the others lie, and each is closed in its time. */
    default boolean isTumbling() {
        return this instanceof Aligned aligned && aligned.size() == aligned.slide();
    }

    /**
     * Windows that start at multiples of {@code slide} since the epoch, UTC. Tumbling where the slide is the size, else sliding: an event then lies
     * in up to {@code size / slide} (rounded up) windows.
     *
     * @param size length of a window in milliseconds, positive
     * @param slide distance between the starts of two windows in milliseconds, positive and at most {@code size}
     */
    record Aligned(long size, long slide) implements Windows {
        public Aligned {
            if (size <= 0) {
                throw new IllegalArgumentException("A window must be longer than 0 ms, not " + size + " ms.");
            }
            if (slide <= 0 || slide > size) {
                throw new IllegalArgumentException("A window's slide must be more than 0 ms and at most its size of "
                        + size + " ms, not " + slide + " ms.");
            }
        }

        @Override
        public List<Window> of(long eventTime) {
            long lastStart = Math.floorDiv(eventTime, slide) * slide;
            if (size == slide) {
                return List.of(new Window(lastStart, lastStart + size));
            }
            List<Window> windows = new ArrayList<>((int) (size / slide) + 1);
            for (long start = lastStart; start > eventTime - size; start -= slide) {
                windows.add(0, new Window(start, start + size));
            }
            return windows;
        }

        @Override
        public long closing(Window window) {
            return window.last();
        }

        @Override
        public long deadline(long eventTime, Window window) {
            return window.last();
        }

        @Override
        public long tick(long clock) {
            return Math.floorDiv(clock + 1 - size, slide);
        }

        @Override
        public String text() {
            return size == slide
                    ? "tumbling:" + Duration.ofMillis(size)
                    : "sliding:" + Duration.ofMillis(size) + "/" + Duration.ofMillis(slide);
        }
    }

    /**
     * Sessions: what happens at most {@code gap} after something else of the same key is in the same one; a session ends {@code gap} after the
     * last that happened in it. Why an event is late for them when it lies behind the clock itself: {@code docs/decisions/0008-sessions.md}.
     *
     * @param gap in milliseconds, positive and at most 100 years
     */
    record Sessions(long gap) implements Windows {
        private static final Duration LONGEST = Duration.ofDays(36_500);

        /** Sessions end anywhere; a row waits for the clock's next tick, this part of the gap at most. */
        private static final long TICKS_IN_A_GAP = 16;

        public Sessions {
            if (gap <= 0 || gap > LONGEST.toMillis()) {
                throw new IllegalArgumentException("The gap that ends a session must be more than 0 ms and at most "
                        + LONGEST.toDays() + " days, not " + gap + " ms.");
            }
        }

        @Override
        public List<Window> of(long eventTime) {
            return List.of(Window.session(eventTime, eventTime + gap));
        }

        /** One later than for other windows: an event at its very end still touches it. */
        @Override
        public long closing(Window window) {
            return window.end();
        }

        @Override
        public long deadline(long eventTime, Window window) {
            return eventTime;
        }

        @Override
        public long tick(long clock) {
            return Math.floorDiv(clock, Math.max(1, gap / TICKS_IN_A_GAP));
        }

        @Override
        public String text() {
            return "session:" + Duration.ofMillis(gap);
        }
    }

    /** One window for all of time, that only the end of the input closes: nothing is late for it, and its state is never freed. */
    record Global() implements Windows {
        private static final List<Window> EVERYTHING = List.of(Window.EVERYTHING);

        @Override
        public List<Window> of(long eventTime) {
            return EVERYTHING;
        }

        @Override
        public long closing(Window window) {
            return Long.MAX_VALUE;
        }

        @Override
        public long deadline(long eventTime, Window window) {
            return Long.MAX_VALUE;
        }

        @Override
        public long tick(long clock) {
            return 0;
        }

        @Override
        public String text() {
            return "global";
        }
    }
}
