package dev.parallax.shared.logic;

import java.util.Arrays;

/**
 * A record, and where each value of it begins and ends: an entry for the record's object, then for each field its name and its value, all in
 * the record's order; an object or list comes before what is in it. An entry is known by its number.
 *
 * <p>Lowest 32 bits of an entry: where it starts, or for a known name {@code ~number}. The bits above: where a scalar ends; of an object or list the entry
 * behind it. Highest bit: an object, a list, or a text that is more than ASCII as it stands.
 */
final class JsonIndex {
    /** More than eight bytes, and more than a name with its quotes: whoever looks for that need not ask whether the record ends before. */
    private static final int PADDING = 80;

    private static final long MORE = Long.MIN_VALUE;
    private static final long LOW = 0xFFFFFFFFL;
    private static final int ORDINARY_SIZE = 4 * 1024;
    private static final int LARGEST_KEPT = 64 * 1024;

    private byte[] record = new byte[ORDINARY_SIZE];
    private int length;
    private long[] entries = new long[ORDINARY_SIZE];
    private int size;

    void begin(byte[] bytes) {
        length = bytes.length;
        size = 0;
        if (record.length < length + PADDING) {
            record = new byte[length + PADDING];
        }
        System.arraycopy(bytes, 0, record, 0, length);
        EightBytes.clear(record, length);
    }

    /** Lets go of what an unusually large record needed. */
    void end() {
        if (record.length > LARGEST_KEPT) {
            record = new byte[ORDINARY_SIZE];
        }
        if (entries.length > LARGEST_KEPT) {
            entries = new long[ORDINARY_SIZE];
        }
    }

    /** The record's bytes, then eight zeros, then some that mean nothing. */
    byte[] record() {
        return record;
    }

    int length() {
        return length;
    }

    /** Adds a name or scalar; {@code end} is the position behind its last byte. */
    void add(int start, int end) {
        add((long) end << Integer.SIZE | start);
    }

    /** Adds a text that is more than ASCII as it stands. */
    void addWithEscapesOrUnicode(int start, int end) {
        add(MORE | (long) end << Integer.SIZE | start);
    }

    /** Adds a name that is known by its number. */
    void addKnownName(int number) {
        add(~number & LOW);
    }

    /** Adds an object or list within {@code parent}, which what is added until it is closed is part of. */
    int open(int start, int parent) {
        add(MORE | (long) parent << Integer.SIZE | start);
        return size - 1;
    }

    private void add(long entry) {
        if (size == entries.length) {
            grow();
        }
        entries[size++] = entry;
    }

    private void grow() {
        entries = Arrays.copyOf(entries, 2 * size);
    }

    boolean isEmpty(int open) {
        return size == open + 1;
    }

    /** Gives back the parent. */
    int close(int open) {
        int parent = high(open);
        entries[open] = MORE | (long) size << Integer.SIZE | start(open);
        return parent;
    }

    boolean isKnownName(int entry) {
        return (int) entries[entry] < 0;
    }

    int nameNumber(int entry) {
        return ~(int) entries[entry];
    }

    int start(int entry) {
        return (int) entries[entry];
    }

    /** Position behind the last byte of a scalar. */
    int end(int entry) {
        return high(entry);
    }

    boolean hasEscapesOrUnicode(int entry) {
        return entries[entry] < 0;
    }

    byte firstByte(int entry) {
        return record[start(entry)];
    }

    /** The first entry that is no part of this one. */
    int behind(int entry) {
        return entries[entry] < 0 && firstByte(entry) != '"' ? high(entry) : entry + 1;
    }

    private int high(int entry) {
        return (int) (entries[entry] >>> Integer.SIZE) & Integer.MAX_VALUE;
    }
}
