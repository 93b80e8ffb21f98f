package dev.parallax.checkpoints;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.IOException;

/** Bytes of which somebody else said how many there are: a corrupt length may ask for more than there is memory. */
final class SafeBytes {
    private static final int PIECE = 8192;

    private SafeBytes() {}

    /** A length, and so many bytes. */
    static byte[] block(DataInput in) throws IOException {
        return read(in, in.readInt());
    }

    /** So many bytes, piece by piece. */
    static byte[] read(DataInput in, long length) throws IOException {
        requireLength(length);
        byte[] piece = new byte[(int) Math.min(length, PIECE)];
        in.readFully(piece);
        if (length <= PIECE) {
            return piece;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(piece);
        for (long left = length - PIECE; left > 0; left -= PIECE) {
            int next = (int) Math.min(left, PIECE);
            in.readFully(piece, 0, next);
            all.write(piece, 0, next);
        }
        return all.toByteArray();
    }

    static long requireLength(long length) throws IOException {
        if (length < 0) {
            throw new IOException("a length in it is negative");
        }
        return length;
    }
}
