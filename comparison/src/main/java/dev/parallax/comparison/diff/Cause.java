package dev.parallax.comparison.diff;

import java.util.Locale;

/** Why a served row is not as the truth has it. */
public enum Cause {
    /** A fact came behind its partition's log clock and was left out. */
    LATE,
    /** A further copy of an event was counted. */
    REPEATED,
    /** The window is still open, and its row comes once. */
    PENDING,
    /** A fact was left out because its partition had been skipped as idle. */
    IDLE,
    /** No recorded evidence explains it: a defect. */
    UNEXPLAINED;

    /** As the report calls it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
