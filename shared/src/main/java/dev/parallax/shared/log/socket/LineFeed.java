package dev.parallax.shared.log.socket;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The complete lines among the bytes that were put in so far; it is at its end for now behind the last of them. A line longer than the limit is left out:
 * of that no more than its beginning is ever in memory.
 */
final class LineFeed extends InputStream {
    private static final byte[] NOTHING = {};

    private final int longest;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private byte[] complete = NOTHING;
    private int position;
    private boolean skipping;
    private byte[] overlong;

    /** @param longest how many bytes a line may have */
    LineFeed(int longest) {
        this.longest = longest;
    }

    /** Takes in what came; to be called when everything before it has been read. */
    void put(byte[] bytes, int length) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(length + begun.size());
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                take(bytes, from, i + 1);
                lines.writeBytes(begun.toByteArray());
                skipping = false;
                begun.reset();
                from = i + 1;
            }
        }
        take(bytes, from, length);
        complete = lines.toByteArray();
        position = 0;
    }

    /** Nothing more will come: what has no end yet is a line as well. */
    void end() {
        put(new byte[] {'\n'}, begun.size() > 0 ? 1 : 0);
    }

    private void take(byte[] bytes, int from, int to) {
        if (skipping) {
            return;
        }
        begun.write(bytes, from, to - from);
        if (begun.size() > longest + 1) {
            skipping = true;
            overlong = Arrays.copyOf(begun.toByteArray(), Math.min(longest, 1000));
            begun.reset();
        }
    }

    /** The beginning of a line that was too long, once; null if there was none. */
    byte[] takeOverlong() {
        byte[] line = overlong;
        overlong = null;
        return line;
    }

    boolean isEmpty() {
        return position == complete.length;
    }

    @Override
    public int read() {
        return isEmpty() ? -1 : complete[position++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isEmpty()) {
            return -1;
        }
        int read = Math.min(length, complete.length - position);
        System.arraycopy(complete, position, buffer, offset, read);
        position += read;
        return read;
    }
}
