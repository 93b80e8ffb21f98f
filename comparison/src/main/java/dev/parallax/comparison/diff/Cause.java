package dev.parallax.comparison.diff;

import dev.parallax.shared.model.LateContribution;
import java.util.Locale;

/** Why a served row is not as the truth has it. */
public enum Cause {
    /** A fact came behind its partition's log clock and was left out, or so late that those it is seen together with were let go. */
    LATE,
    /** A fact was left out because a part of its session may have been closed already. */
    SPLIT,
    /** A further copy of an event was counted. */
    REPEATED,
    /** The window is still open, and its row comes once. */
    PENDING,
    /** A fact was left out because its partition had been skipped as idle. */
    IDLE,
    /** No recorded evidence explains it: a defect. */
    UNEXPLAINED;

    static Cause of(LateContribution.Kind kind) {
        return switch (kind) {
            case LATE, FORGOTTEN -> LATE;
            case SPLIT -> SPLIT;
            case IDLE -> IDLE;
        };
    }

    /** As the report calls it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
