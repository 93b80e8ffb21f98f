package dev.parallax.shared.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream that are not blank, as bytes without their end ({@code \n} or {@code \r\n}). */
public final class Lines implements Closeable {
    /** So long a buffer is not doubled any more: there is no array of that size. */
    private static final int LONGEST = 1 << 30;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    public Lines(InputStream in) {
        this.in = in;
    }

    /** The next line; null at the end. */
    public byte[] next() throws IOException {
        byte[] line;
        do {
            line = nextEvenIfBlank();
        } while (line != null && isBlank(line));
        return line;
    }

    private byte[] nextEvenIfBlank() throws IOException {
        int searched = 0;
        while (true) {
            for (int i = from + searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = upTo(i);
                    from = i + 1;
                    return line;
                }
            }
            searched = to - from;
            if (!readMore()) {
                byte[] last = searched == 0 ? null : upTo(to);
                from = to;
                return last;
            }
        }
    }

    private byte[] upTo(int end) {
        return Arrays.copyOfRange(buffer, from, end > from && buffer[end - 1] == '\r' ? end - 1 : end);
    }

    /**
     * Reads behind what is there of a line, which moves to the front.
     *
     * @return whether there was anything to read
     */
    private boolean readMore() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            if (to >= LONGEST) {
                throw new IOException("a line is longer than a gigabyte");
            }
            buffer = Arrays.copyOf(buffer, 2 * to);
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read > 0;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
