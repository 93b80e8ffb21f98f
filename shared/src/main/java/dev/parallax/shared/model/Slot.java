package dev.parallax.shared.model;

/**
 * The part of a key's state and of its rows that one accumulator fills: a window or, in the speed layer, one epoch's share
 * of a window.
 *
 * @param window the window
 * @param epoch the epoch's number from 1, or {@link #EVERY_EPOCH} where the view is not split by epochs
 */
public record Slot(Window window, int epoch) implements Comparable<Slot> {
    public static final int EVERY_EPOCH = 0;

    @Override
    public int compareTo(Slot other) {
        int byWindow = window.compareTo(other.window);
        return byWindow != 0 ? byWindow : Integer.compare(epoch, other.epoch);
    }
}
