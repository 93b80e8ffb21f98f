package dev.parallax.shared.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream that keeps back what stands behind the end of its last line, until the end of that line is there. */
final class WholeLines extends InputStream {
    private final InputStream in;
    private byte[] held = new byte[1 << 16];
    private int from;
    private int whole;
    private int to;

    WholeLines(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        while (from == whole) {
            if (!more()) {
                return -1;
            }
        }
        int given = Math.min(length, whole - from);
        System.arraycopy(held, from, target, start, given);
        from += given;
        return given;
    }

    private boolean more() throws IOException {
        System.arraycopy(held, from, held, 0, to - from);
        to -= from;
        from = 0;
        whole = 0;
        if (to == held.length) {
            held = Arrays.copyOf(held, 2 * to);
        }
        int read = in.read(held, to, held.length - to);
        for (int i = to + read; i > to; i--) {
            if (held[i - 1] == '\n') {
                whole = i;
                break;
            }
        }
        to += Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
