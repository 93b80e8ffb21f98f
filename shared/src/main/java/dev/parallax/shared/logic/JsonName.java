package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The name of a field, found again by its bytes, which are plain ASCII. */
final class JsonName {
    static final int LONGEST = 64;

    private final int number;
    private final String text;
    private final byte[] written; // in quotes, with a colon
    private final int length;
    private final long first;
    private final long firstMask;
    private final long last;

    /** What came after this name the last time; null if nothing did. */
    private JsonName next;

    JsonName(int number, String text) {
        this.number = number;
        this.text = text.intern();
        this.written = ('"' + text + "\":").getBytes(US_ASCII);
        this.length = written.length;
        byte[] padded = Arrays.copyOf(written, Math.max(length, Long.BYTES));
        this.first = EightBytes.at(padded, 0);
        this.firstMask = EightBytes.lowest(Math.min(length, Long.BYTES));
        this.last = EightBytes.at(padded, padded.length - Long.BYTES);
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /** How many bytes it has with its quotes and colon. */
    int length() {
        return length;
    }

    JsonName next() {
        return next;
    }

    void setNext(JsonName next) {
        this.next = next;
    }

    /** Whether it stands there, in quotes and with a colon. */
    boolean isAt(byte[] record, int start) {
        return (EightBytes.at(record, start) & firstMask) == first
                && (length <= Long.BYTES || isToItsEndAt(record, start));
    }

    private boolean isToItsEndAt(byte[] record, int start) {
        return EightBytes.at(record, start + length - Long.BYTES) == last
                && (length <= 2 * Long.BYTES || Arrays.equals(written, 0, length, record, start, start + length));
    }

    /** Whether it stands there in quotes. */
    boolean isQuotedAt(byte[] record, int start) {
        return Arrays.equals(written, 0, length - 1, record, start, start + length - 1);
    }
}
