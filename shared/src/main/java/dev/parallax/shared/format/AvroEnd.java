package dev.parallax.shared.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * A stream of an Avro file that knows whether it ended where a block does: with the marker that stands behind the header, and behind each block. (Avro's
 * library takes a file that was cut off within a block for one that ends before it.)
 */
final class AvroEnd extends InputStream {
    private static final int MAGIC_LENGTH = 4;
    private static final int MARKER_LENGTH = 16;

    private final InputStream in;
    private ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private byte[] marker;
    private byte[] last = {};

    AvroEnd(InputStream in) {
        this.in = in;
    }

    /** To be called when the header has been read: looks for the marker. */
    void headerIsRead() throws IOException {
        BinaryDecoder header = DecoderFactory.get().binaryDecoder(beginning.toByteArray(), null);
        beginning = null;
        header.skipFixed(MAGIC_LENGTH);
        for (long entries = header.readMapStart(); entries > 0; entries = header.mapNext()) {
            for (long entry = 0; entry < entries; entry++) {
                header.skipString();
                header.skipBytes();
            }
        }
        marker = new byte[MARKER_LENGTH];
        header.readFixed(marker);
    }

    /** Whether the last bytes that were read are the marker. */
    boolean isWhole() {
        return Arrays.equals(marker, last);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        if (read > 0) {
            if (beginning != null) {
                beginning.write(target, from, read);
            }
            keepLast(target, from, read);
        }
        return read;
    }

    private void keepLast(byte[] bytes, int from, int length) {
        if (length >= MARKER_LENGTH) {
            last = Arrays.copyOfRange(bytes, from + length - MARKER_LENGTH, from + length);
            return;
        }
        byte[] both = Arrays.copyOf(last, last.length + length);
        System.arraycopy(bytes, from, both, last.length, length);
        last = Arrays.copyOfRange(both, Math.max(0, both.length - MARKER_LENGTH), both.length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
