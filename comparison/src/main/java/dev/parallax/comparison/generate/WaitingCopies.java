package dev.parallax.comparison.generate;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Copies of events that are to be sent later. When there are too many, the next one is due at once. */
final class WaitingCopies {
    // The order of two copies with the same place must not be left to the queue, whose choice is not specified.
    private static final Comparator<Copy> ORDER =
            Comparator.<Copy>comparingLong(copy -> copy.due).thenComparingLong(copy -> copy.number);

    private final PriorityQueue<Copy> copies = new PriorityQueue<>(ORDER);
    private final int most;
    private long added;

    WaitingCopies(int most) {
        this.most = most;
    }

    void add(long due, byte[] event) {
        copies.add(new Copy(due, added++, event));
    }

    /** Whether the line at {@code position} should be a copy. */
    boolean isOneDue(long position) {
        return !copies.isEmpty() && (copies.size() >= most || copies.peek().due <= position);
    }

    byte[] take() {
        return copies.remove().event;
    }

    private static final class Copy {
        private final long due;
        private final long number;
        private final byte[] event;

        private Copy(long due, long number, byte[] event) {
            this.due = due;
            this.number = number;
            this.event = event;
        }
    }
}
