package dev.parallax.shared.logic;

/**
 * Finds the values of a record in one pass over its bytes, by the grammar of RFC 8259 and the table of well-formed UTF-8 in the Unicode standard.
 * What it takes, Jackson takes too; what it does not take, Jackson may.
 */
final class JsonScanner {
    /** Names, numbers and nesting up to this are within each of Jackson's limits. */
    static final int ORDINARY = 500;

    private final byte[] record;
    private final int limit;
    private final JsonNames names;
    private final JsonIndex index;
    private JsonName lastName;
    private int depth;
    private int open;
    private boolean inObject;

    private JsonScanner(int limit, JsonNames names, JsonIndex index) {
        this.record = index.record();
        this.limit = limit;
        this.names = names;
        this.index = index;
        this.lastName = names.beginning();
    }

    /**
     * Fills the index from a record, unless that is not exactly one object.
     *
     * @param limit how many bytes a name or number may have, and how many levels the record
     */
    static boolean scan(byte[] record, int limit, JsonNames names, JsonIndex index) {
        names.makeRoom();
        index.begin(record);
        try {
            new JsonScanner(limit, names, index).record();
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private void record() throws Refusal {
        int at = skipSpace(0);
        expect('{', at);
        at = value(at);
        while (depth > 0) {
            at = next(at);
        }
        expect(skipSpace(at) == index.length());
    }

    /** Passes a field or item with the comma before it, if it is the one expected; or what else there is. */
    private int next(int at) throws Refusal {
        if (inObject) {
            boolean first = index.isEmpty(open);
            JsonName expected = lastName.next();
            if (expected != null && (first || record[at] == ',')) {
                int start = first ? at : at + 1;
                if (expected.isAt(record, start)) {
                    addName(expected);
                    return value(start + expected.length());
                }
            }
        }
        return nextOfAnyKind(at);
    }

    private int nextOfAnyKind(int start) throws Refusal {
        int at = skipSpace(start);
        if (record[at] == (inObject ? '}' : ']')) {
            close();
            return at + 1;
        }
        if (!index.isEmpty(open)) {
            expect(',', at);
            at = skipSpace(at + 1);
        }
        return value(inObject ? nameAndColon(at) : at);
    }

    /** Passes space and a scalar, or the beginning of an object or list, which is then open. */
    private int value(int start) throws Refusal {
        int at = skipSpace(start);
        byte b = record[at];
        if (b == '"') {
            return text(at, Integer.MAX_VALUE);
        }
        if (b <= '9') {
            return number(at);
        }
        switch (b) {
            case '{', '[':
                open(at);
                return at + 1;
            case 't':
                return literal(at, "true");
            case 'f':
                return literal(at, "false");
            case 'n':
                return literal(at, "null");
            default:
                throw Refusal.REFUSAL;
        }
    }

    private void open(int start) throws Refusal {
        depth++;
        expect(depth <= limit);
        open = index.open(start, open);
        inObject = record[start] == '{';
    }

    private void close() {
        depth--;
        open = index.close(open);
        inObject = index.firstByte(open) == '{';
    }

    private int nameAndColon(int start) throws Refusal {
        expect('"', start);
        int colon = skipSpace(name(start));
        expect(':', colon);
        return colon + 1;
    }

    private int name(int start) throws Refusal {
        JsonName name = names.find(record, start);
        if (name != null) {
            addName(name);
            return start + name.length() - 1;
        }
        int end = skipPlainText(start + 1);
        name = record[end] == '"' ? names.add(record, start, end) : null;
        if (name != null) {
            addName(name);
            return end + 1;
        }
        return text(start, limit);
    }

    private void addName(JsonName name) {
        index.addKnownName(name.number());
        if (lastName.next() != name) {
            lastName.setNext(name);
        }
        lastName = name;
    }

    private int literal(int start, String literal) throws Refusal {
        int end = start + literal.length();
        for (int i = 1; i < literal.length(); i++) {
            expect(literal.charAt(i), start + i);
        }
        index.add(start, end);
        return end;
    }

    private int number(int start) throws Refusal {
        int at = record[start] == '-' ? start + 1 : start;
        at = record[at] == '0' ? at + 1 : digits(at);
        if (record[at] == '.') {
            at = digits(at + 1);
        }
        if (record[at] == 'e' || record[at] == 'E') {
            at++;
            at = digits(record[at] == '-' || record[at] == '+' ? at + 1 : at);
        }
        expect(at - start <= limit);
        index.add(start, at);
        return at;
    }

    private int digits(int start) throws Refusal {
        int at = start;
        while (isDigit(record[at])) {
            at++;
        }
        expect(at > start);
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private int text(int start, int longest) throws Refusal {
        int at = skipPlainText(start + 1);
        if (record[at] != '"') {
            return textWithEscapesOrUnicode(start, at, longest);
        }
        expect(at - start <= longest);
        index.add(start, at + 1);
        return at + 1;
    }

    private int textWithEscapesOrUnicode(int start, int firstUnusual, int longest) throws Refusal {
        int at = firstUnusual;
        while (record[at] != '"') {
            at = skipPlainText(record[at] == '\\' ? escape(at + 1) : unicode(at));
        }
        expect(at - start <= longest);
        index.addWithEscapesOrUnicode(start, at + 1);
        return at + 1;
    }

    private int skipPlainText(int start) {
        int at = start;
        int plain = EightBytes.plainBytes(EightBytes.at(record, at));
        while (plain == Long.BYTES) {
            at += Long.BYTES;
            plain = EightBytes.plainBytes(EightBytes.at(record, at));
        }
        return at + plain;
    }

    private int escape(int at) throws Refusal {
        switch (record[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return at + 1;
            case 'u':
                for (int i = 1; i <= 4; i++) {
                    expect(Character.digit(record[at + i], 16) >= 0);
                }
                return at + 5;
            default:
                throw Refusal.REFUSAL;
        }
    }

    /** Passes a character of two to four bytes: no surrogate, none that fits in fewer bytes, none beyond U+10FFFF. */
    private int unicode(int at) throws Refusal {
        int first = record[at] & 0xFF;
        int second = record[at + 1] & 0xFF;
        if (first < 0xE0) {
            expect(first >= 0xC2);
            expectContinuation(at + 1);
            return at + 2;
        }
        if (first < 0xF0) {
            expect(first != 0xE0 || second >= 0xA0);
            expect(first != 0xED || second < 0xA0);
            expectContinuation(at + 1);
            expectContinuation(at + 2);
            return at + 3;
        }
        expect(first < 0xF4 || (first == 0xF4 && second < 0x90));
        expect(first != 0xF0 || second >= 0x90);
        expectContinuation(at + 1);
        expectContinuation(at + 2);
        expectContinuation(at + 3);
        return at + 4;
    }

    private void expectContinuation(int at) throws Refusal {
        expect((record[at] & 0xC0) == 0x80);
    }

    private int skipSpace(int start) {
        return record[start] > ' ' ? start : skipSpaces(start);
    }

    private int skipSpaces(int start) {
        int at = start;
        while (isSpace(record[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void expect(char expected, int at) throws Refusal {
        expect(record[at] == expected);
    }

    private static void expect(boolean expected) throws Refusal {
        if (!expected) {
            throw Refusal.REFUSAL;
        }
    }

    /** Ends the scan; there is one only, since it says no more than that. */
    private static final class Refusal extends Exception {
        static final Refusal REFUSAL = new Refusal();

        private Refusal() {
            super(null, null, false, false);
        }
    }
}
