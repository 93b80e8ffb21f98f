package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Codecs of the references that are no records. */
final class Scalars {
    private static final int NULL = -1;

    private Scalars() {}

    static final Codec<byte[]> BYTES = new Codec<>() {
        @Override
        public void write(byte[] value, DataOutput out) throws IOException {
            if (value == null) {
                out.writeInt(NULL);
                return;
            }
            out.writeInt(value.length);
            out.write(value);
        }

        @Override
        public byte[] read(DataInput in) throws IOException {
            int length = in.readInt();
            if (length == NULL) {
                return null;
            }
            byte[] value = new byte[length];
            in.readFully(value);
            return value;
        }

        @Override
        public String schema() {
            return "bytes";
        }
    };

    static final Codec<String> TEXT = new Codec<>() {
        @Override
        public void write(String value, DataOutput out) throws IOException {
            BYTES.write(value == null ? null : value.getBytes(StandardCharsets.UTF_8), out);
        }

        @Override
        public String read(DataInput in) throws IOException {
            byte[] bytes = BYTES.read(in);
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String schema() {
            return "text";
        }
    };
}
