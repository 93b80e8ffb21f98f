package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Texts of up to eight bytes that were seen lately: codes and states recur, and need not be made anew for each record. Not thread safe. */
final class ShortTexts {
    static final int LONGEST = Long.BYTES;

    private static final int SLOTS = 512;

    private final long[] spelled = new long[SLOTS];
    private final String[] texts = new String[SLOTS];

    ShortTexts() {
        texts[0] = "";
    }

    /** @param length of the text, which is plain ASCII */
    String at(byte[] record, int start, int length) {
        long bytes = EightBytes.at(record, start) & EightBytes.lowest(length);
        int slot = EightBytes.hash(bytes) % SLOTS;
        if (spelled[slot] != bytes) {
            texts[slot] = new String(record, start, length, ISO_8859_1);
            spelled[slot] = bytes;
        }
        return texts[slot];
    }
}
