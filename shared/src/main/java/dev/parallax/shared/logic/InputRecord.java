package dev.parallax.shared.logic;

/**
 * A record as its file or line holds it. Exactly one of {@code event} and {@code rejection} is null.
 *
 * @param raw the bytes as they came, for dead letters; of a binary format, the record as JSON
 * @param event the JSON object that the pipeline decodes; the same array as {@code raw} where that is it
 * @param rejection why it cannot be made one
 */
public record InputRecord(byte[] raw, byte[] event, BadRecord rejection) {
    public static InputRecord of(byte[] raw, byte[] event) {
        return new InputRecord(raw, event, null);
    }

    public static InputRecord rejected(byte[] raw, BadRecord rejection) {
        return new InputRecord(raw, null, rejection);
    }
}
