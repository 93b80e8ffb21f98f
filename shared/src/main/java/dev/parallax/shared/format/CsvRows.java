package dev.parallax.shared.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into the rows of a table as in RFC 4180: lines, but for those whose end stands between quotes. Lines without a byte are no rows.
 *
 * <p>Where quotes do not fit, nobody knows which of the lines behind them belong together. The line in which they begin is then a row by itself, which is
 * wrong, and the next one begins another.
 */
final class CsvRows implements Closeable {
    /** Quotes that are not closed for so long were not meant as such. */
    private static final int LONGEST_OF_LINES = 16 << 20;

    private final InputStream in;
    private boolean follows;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int at;
    private int end;
    private boolean begun;

    /** @param follows whether the end of the stream is not for good, so that what stands there without an end of line is kept back */
    CsvRows(InputStream in, boolean follows) {
        this.in = in;
        this.follows = follows;
    }

    /** The end of the stream is for good from now on. */
    void growsNoMore() {
        follows = false;
    }

    /** @param fault what is wrong with its quotes, as a sentence; null if nothing is */
    record Row(byte[] bytes, String fault) {}

    private enum State {
        BEFORE_CELL,
        IN_CELL,
        IN_QUOTES,
        BEHIND_QUOTE
    }

    /** The next row without the end of its line; null if there is none. */
    Row next() throws IOException {
        if (!begun) {
            skipByteOrderMark();
            begun = true;
        }
        at = start;
        State state = State.BEFORE_CELL;
        boolean hasLineEnd = false;
        while (at < end || more()) {
            byte next = buffer[at];
            if (next == '\n' && state != State.IN_QUOTES) {
                Row row = row(at);
                start = ++at;
                if (row.bytes().length > 0) {
                    return row;
                }
                state = State.BEFORE_CELL;
                continue;
            }
            switch (state) {
                case BEFORE_CELL -> state = next == '"' ? State.IN_QUOTES : next == ',' ? state : State.IN_CELL;
                case IN_CELL -> state = next == ',' ? State.BEFORE_CELL : state;
                case IN_QUOTES -> {
                    hasLineEnd |= next == '\n';
                    state = next == '"' ? State.BEHIND_QUOTE : state;
                    if (hasLineEnd && at - start > LONGEST_OF_LINES) {
                        return firstLine("A quote is not closed within " + LONGEST_OF_LINES + " bytes.");
                    }
                }
                case BEHIND_QUOTE -> {
                    if (next == '"') {
                        state = State.IN_QUOTES;
                    } else if (next == ',') {
                        state = State.BEFORE_CELL;
                    } else if (next != '\r') {
                        return firstLine("Text stands behind the closing quote of a cell.");
                    }
                }
            }
            at++;
        }
        if (follows || at == start) {
            return null;
        }
        if (state == State.IN_QUOTES) {
            return firstLine("A quote is not closed.");
        }
        Row last = row(at);
        start = at;
        return last.bytes().length > 0 ? last : null;
    }

    private Row row(int behind) {
        int last = behind > start && buffer[behind - 1] == '\r' ? behind - 1 : behind;
        return new Row(Arrays.copyOfRange(buffer, start, last), null);
    }

    /** Takes the first of the lines read so far for a row that is wrong; reading goes on behind it. */
    private Row firstLine(String fault) throws IOException {
        int lineEnd = start;
        while (lineEnd < end && buffer[lineEnd] != '\n') {
            lineEnd++;
            if (lineEnd == end) {
                at = end;
                boolean goesOn = more();
                lineEnd = at;
                if (!goesOn && follows) {
                    return null;
                }
            }
        }
        Row row = new Row(row(lineEnd).bytes(), fault);
        start = Math.min(end, lineEnd + 1);
        return row;
    }

    private void skipByteOrderMark() throws IOException {
        while (end < 3 && more()) {
            at = 0;
        }
        if (end >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            start = 3;
        }
    }

    /** Reads on; the bytes from {@code start} stay. */
    private boolean more() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            at -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
