package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A value in a record. It costs nothing until it is asked for; whoever does not care for it leaves it alone. Only to be used during the call that
 * hands it out: afterwards it stands for another value.
 */
public final class JsonValue {
    /** Jackson's limit. */
    private static final int LONGEST_TEXT = 20_000_000;

    private final JsonIndex index;
    private final JsonNames names;
    private final ShortTexts shortTexts;
    private int entry;

    JsonValue(JsonIndex index, JsonNames names, ShortTexts shortTexts) {
        this.index = index;
        this.names = names;
        this.shortTexts = shortTexts;
    }

    /** Takes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        void field(String name, JsonValue value) throws BadRecord;
    }

    /** Takes the items of a list. */
    @FunctionalInterface
    public interface Items {
        void item(JsonValue item) throws BadRecord;
    }

    public boolean isObject() {
        return index.firstByte(entry) == '{';
    }

    public boolean isList() {
        return index.firstByte(entry) == '[';
    }

    public boolean isNumber() {
        byte first = index.firstByte(entry);
        return first == '-' || (first >= '0' && first <= '9');
    }

    /** Hands out each field, in the record's order; none if this is no object. */
    public void fields(Fields fields) throws BadRecord {
        if (!isObject()) {
            return;
        }
        int object = entry;
        int end = index.behind(object);
        try {
            for (int name = object + 1; name < end; name = index.behind(name + 1)) {
                entry = name + 1;
                fields.field(name(name), this);
            }
        } finally {
            entry = object;
        }
    }

    /** Hands out each item, in order; none if this is no list. */
    public void items(Items items) throws BadRecord {
        if (!isList()) {
            return;
        }
        int list = entry;
        int end = index.behind(list);
        try {
            for (int item = list + 1; item < end; item = index.behind(item)) {
                entry = item;
                items.item(this);
            }
        } finally {
            entry = list;
        }
    }

    /**
     * The text of a scalar, a number or {@code true} as the record writes it; null for {@code null}, and for an object or list.
     *
     * @throws BadRecord malformed, if it has more than 20 million characters
     */
    public String text() throws BadRecord {
        return switch (index.firstByte(entry)) {
            case '{', '[', 'n' -> null;
            case '"' -> limited(quoted(entry));
            default -> ascii(index.start(entry), index.end(entry));
        };
    }

    /**
     * The number, as a whole number of units of 10<sup>-decimals</sup>: 21.5 with two decimals is 2150. What is finer is rounded, a half to the even
     * one; what is beyond a long becomes {@code Long.MAX_VALUE} or {@code -Long.MAX_VALUE}.
     *
     * @param decimals 0 to 18
     * @throws IllegalStateException if this {@linkplain #isNumber() is no number}
     */
    public long fixedPoint(int decimals) {
        if (!isNumber()) {
            throw new IllegalStateException("The value is no number.");
        }
        return FixedPoint.parse(index.record(), index.start(entry), index.end(entry), decimals);
    }

    private String name(int entry) {
        return index.isKnownName(entry) ? names.get(index.nameNumber(entry)).text() : quoted(entry);
    }

    private String quoted(int entry) {
        int start = index.start(entry) + 1;
        int end = index.end(entry) - 1;
        return index.hasEscapesOrUnicode(entry) ? JsonText.unescaped(index.record(), start, end) : ascii(start, end);
    }

    private String ascii(int start, int end) {
        int length = end - start;
        return length <= ShortTexts.LONGEST
                ? shortTexts.at(index.record(), start, length)
                // Bytes of Latin 1 are copied as they are.
                : new String(index.record(), start, length, ISO_8859_1);
    }

    private static String limited(String text) throws BadRecord {
        if (text.length() > LONGEST_TEXT) {
            throw BadRecord.malformed("A text in the record has more than " + LONGEST_TEXT + " characters.");
        }
        return text;
    }
}
