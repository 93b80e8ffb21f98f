package dev.parallax.comparison.cli;

import dev.parallax.comparison.feed.EventInput;
import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.logic.BadRecord;
import java.io.IOException;

/** Finds out, before anything is started, that there is nothing to work on. */
final class EventCheck {
    private EventCheck() {}

    /** @throws IllegalArgumentException if not one record is an event; reads on only until it has found one */
    static <E> void requireEvent(EventInput<E> input) throws IOException {
        long records = 0;
        BadRecord first = null;
        for (int sequence = 0; sequence < input.sequences(); sequence++) {
            try (EventInput.Sequence<LogEntry<E>> entries = input.entries(sequence)) {
                while (entries.hasNext()) {
                    LogEntry<E> entry = entries.next();
                    if (entry.isEvent()) {
                        return;
                    }
                    first = records++ == 0 ? entry.rejection() : first;
                }
            }
        }
        throw new IllegalArgumentException(
                first == null
                        ? "There are no events: the input is empty."
                        : "There are no events: of " + records + " records none is one. About the first: "
                                + first.getMessage());
    }
}
