package dev.parallax.shared.logic;

import dev.parallax.shared.model.DeadLetter;

/** Thrown for a record that is no event: what is wrong with it, as a sentence for the one who sent it. */
public final class BadRecord extends Exception {
    private final DeadLetter.Kind kind;

    private BadRecord(DeadLetter.Kind kind, String reason) {
        // No stack trace: a bad record is data, and there may be many.
        super(reason, null, false, false);
        this.kind = kind;
    }

    public static BadRecord malformed(String reason) {
        return new BadRecord(DeadLetter.Kind.MALFORMED, reason);
    }

    public static BadRecord invalid(String reason) {
        return new BadRecord(DeadLetter.Kind.INVALID, reason);
    }

    /** The same, always malformed, up to where its sentence begins to cite the record: for those in which something may stand that is not to be shown. */
    public BadRecord withoutCitation() {
        String reason = getMessage();
        int citation = reason.indexOf(": ");
        return citation < 0 ? this : malformed(reason.substring(0, citation) + ".");
    }

    /** @throws BadRecord invalid, if a field that must have a value has none */
    public static void requirePresent(String value, String field) throws BadRecord {
        if (value == null || value.isEmpty()) {
            throw invalid("The " + field + " is missing.");
        }
    }

    public DeadLetter.Kind kind() {
        return kind;
    }
}
