package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Codecs of the references that are no records. */
final class Scalars {
    private static final int NULL = -1;

    private Scalars() {}

    /** @param length nothing is copied if it is {@link #NULL} */
    static void copyBytes(int length, DataInput in, DataOutput out) throws IOException {
        if (length > 0) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            out.write(bytes);
        }
    }

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
        public void copy(DataInput in, DataOutput out) throws IOException {
            int length = in.readInt();
            out.writeInt(length);
            copyBytes(length, in, out);
        }

        @Override
        public String schema() {
            return "bytes";
        }
    };

    /** One byte per character where that will do, else two: whatever a string holds comes back, half a surrogate pair too. */
    static final Codec<String> TEXT = new Codec<>() {
        @Override
        public void write(String value, DataOutput out) throws IOException {
            if (value == null) {
                out.writeInt(NULL);
                return;
            }
            boolean wide = isWide(value);
            out.writeInt(value.length() << 1 | (wide ? 1 : 0));
            if (wide) {
                out.writeChars(value);
            } else {
                out.write(value.getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        private boolean isWide(String value) {
            for (int i = 0; i < value.length(); i++) {
                if (value.charAt(i) > 0xFF) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String read(DataInput in) throws IOException {
            int header = in.readInt();
            if (header == NULL) {
                return null;
            }
            int length = header >>> 1;
            if ((header & 1) == 0) {
                byte[] narrow = new byte[length];
                in.readFully(narrow);
                return new String(narrow, StandardCharsets.ISO_8859_1);
            }
            char[] wide = new char[length];
            for (int i = 0; i < length; i++) {
                wide[i] = in.readChar();
            }
            return new String(wide);
        }

        @Override
        public void copy(DataInput in, DataOutput out) throws IOException {
            int header = in.readInt();
            out.writeInt(header);
            if (header != NULL) {
                copyBytes((header >>> 1) * ((header & 1) + 1), in, out);
            }
        }

        @Override
        public String schema() {
            return "text";
        }
    };
}
