package dev.parallax.shared.format;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file in memory. */
record BytesFile(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        Bytes in = new Bytes(bytes);
        return new DelegatingSeekableInputStream(in) {
            @Override
            public long getPos() {
                return in.position();
            }

            @Override
            public void seek(long position) {
                in.seek(position);
            }
        };
    }

    private static final class Bytes extends ByteArrayInputStream {
        private Bytes(byte[] bytes) {
            super(bytes);
        }

        private int position() {
            return pos;
        }

        private void seek(long position) {
            pos = (int) Math.max(0, Math.min(position, count));
        }
    }
}
