package dev.parallax.shared.log;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream that are not blank, as bytes without their end ({@code \n} or {@code \r\n}). */
public final class Lines implements Closeable {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
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
        ByteArrayOutputStream begun = null;
        while (true) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = piece(begun, i);
                    from = i + 1;
                    return line;
                }
            }
            if (to > from) {
                if (begun == null) {
                    begun = new ByteArrayOutputStream(2 * buffer.length);
                }
                begun.write(buffer, from, to - from);
            }
            from = 0;
            to = Math.max(0, in.read(buffer));
            if (to == 0) {
                return begun == null ? null : withoutReturn(begun.toByteArray());
            }
        }
    }

    private byte[] piece(ByteArrayOutputStream begun, int end) {
        if (begun == null) {
            int last = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
            return Arrays.copyOfRange(buffer, from, last);
        }
        begun.write(buffer, from, end - from);
        return withoutReturn(begun.toByteArray());
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
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
