package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose end moves, as that of a file does to which another program appends. */
final class Growing extends InputStream {
    private InputStream there = InputStream.nullInputStream();

    void append(String text) throws IOException {
        byte[] unread = there.readAllBytes();
        byte[] added = text.getBytes(UTF_8);
        byte[] all = new byte[unread.length + added.length];
        System.arraycopy(unread, 0, all, 0, unread.length);
        System.arraycopy(added, 0, all, unread.length, added.length);
        there = new ByteArrayInputStream(all);
    }

    @Override
    public int read() throws IOException {
        return there.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        return there.read(target, from, length);
    }
}
