package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The names of fields that were seen lately, so that not each record makes them anew. Holds names of plain ASCII that are not long, and only so many;
 * not thread safe.
 */
final class JsonNames {
    private static final int MOST = 512;
    private static final int SLOTS = 2 * MOST;

    /** What comes before the first name of a record; no name of its own. */
    private final JsonName beginning = new JsonName(-1, "");

    private final JsonName[] names = new JsonName[MOST];
    private final JsonName[] slots = new JsonName[SLOTS];
    private int size;

    JsonName beginning() {
        return beginning;
    }

    JsonName get(int number) {
        return names[number];
    }

    /** The name whose opening quote is there, or null. */
    JsonName find(byte[] record, int quote) {
        int slot = slot(record, quote);
        while (slots[slot] != null && !slots[slot].isQuotedAt(record, quote)) {
            slot = (slot + 1) % SLOTS;
        }
        return slots[slot];
    }

    /** Adds a name of plain ASCII that was not found; null if it is too long, or if there is no room. */
    JsonName add(byte[] record, int quote, int end) {
        int length = end - quote - 1;
        if (length > JsonName.LONGEST || size == MOST) {
            return null;
        }
        int slot = slot(record, quote);
        while (slots[slot] != null) {
            slot = (slot + 1) % SLOTS;
        }
        JsonName name = new JsonName(size, new String(record, quote + 1, length, ISO_8859_1));
        slots[slot] = name;
        names[size] = name;
        size++;
        return name;
    }

    /** Begins anew if there is no room; numbers given before are then void. */
    void makeRoom() {
        if (size == MOST) {
            Arrays.fill(slots, null);
            size = 0;
            beginning.setNext(null);
        }
    }

    private static int slot(byte[] record, int quote) {
        return EightBytes.hash(EightBytes.plainText(EightBytes.at(record, quote + 1))) % SLOTS;
    }
}
