package dev.parallax.streaming;

import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Cut;

/** Where in the log a stream starts that no checkpoint restores. */
public sealed interface StartPosition {
    /** The beginning of each partition. */
    record Earliest() implements StartPosition {}

    /** The first records behind a cut. */
    record AtCut(Cut cut) implements StartPosition {}

    /** From here on, without end. */
    default LogRange range() {
        return this instanceof AtCut start ? LogRange.from(start.cut().offsets()) : LogRange.everything();
    }
}
