package dev.parallax.shared.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Assigns event times to windows that start at multiples of {@code slide} since the epoch, UTC. Tumbling where the slide
 * is the size, else sliding: an event then lies in up to {@code size / slide} (rounded up) windows.
 *
 * @param size length of a window in milliseconds, positive
 * @param slide distance between the starts of two windows in milliseconds, positive and at most {@code size}
 */
public record Windows(long size, long slide) implements Serializable {
    public Windows {
        if (size <= 0) {
            throw new IllegalArgumentException("A window must be longer than 0 ms, not " + size + " ms.");
        }
        if (slide <= 0 || slide > size) {
            throw new IllegalArgumentException("A window's slide must be more than 0 ms and at most its size of " + size
                    + " ms, not " + slide + " ms.");
        }
    }

    public static Windows tumbling(Duration size) {
        return new Windows(size.toMillis(), size.toMillis());
    }

    public static Windows sliding(Duration size, Duration slide) {
        return new Windows(size.toMillis(), slide.toMillis());
    }

    /** The windows in which {@code eventTime} lies, the earliest first. */
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
}
