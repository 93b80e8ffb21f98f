package dev.parallax.checkpoints;

import java.util.ArrayList;
import java.util.List;

/**
 * What was read of something between two checkpoints.
 *
 * @param before how it stood with it; null if it was not known
 * @param after how it stands with it; null if it is not known any more
 */
public record SourceChange(SourcePosition before, SourcePosition after) {
    /** Of everything of which more was read, or that came or went. */
    static List<SourceChange> between(List<SourcePosition> before, List<SourcePosition> after) {
        List<SourceChange> changes = new ArrayList<>();
        for (SourcePosition now : after) {
            SourcePosition then = find(now, before);
            if (!now.equals(then)) {
                changes.add(new SourceChange(then, now));
            }
        }
        for (SourcePosition then : before) {
            if (find(then, after) == null) {
                changes.add(new SourceChange(then, null));
            }
        }
        return changes;
    }

    private static SourcePosition find(SourcePosition position, List<SourcePosition> in) {
        return in.stream().filter(position::isSameAs).findFirst().orElse(null);
    }

    /** What it is about, whichever of the two is known. */
    public SourcePosition position() {
        return after == null ? before : after;
    }

    /** From where on: an offset, or how many records; {@link SourcePosition#NONE} if that is not known. */
    public long from() {
        if (before != null) {
            return before.next();
        }
        return after.kind() == SourcePosition.Kind.TOPIC ? SourcePosition.NONE : 0;
    }

    /** Up to where; {@link SourcePosition#NONE} if that is not known: of a file that was read to its end only that. */
    public long to() {
        return after == null ? SourcePosition.NONE : after.next();
    }
}
