package dev.parallax.shared.format;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a file is packed, as its name tells. */
public enum Compression {
    NONE("") {
        @Override
        InputStream stream(InputStream packed) {
            return packed;
        }
    },
    GZIP(".gz") {
        @Override
        InputStream stream(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, 1 << 16);
        }
    },
    ZSTD(".zst") {
        @Override
        InputStream stream(InputStream packed) throws IOException {
            return new ZstdInputStream(packed);
        }
    };

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** {@code .gz} and {@code .zst} at the end of a file's name, whatever the case; else it is not compressed. */
    public static Compression of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /**
     * What is packed. Its {@code read} gives all that stands before a damaged or missing part, and then fails with a sentence; an empty file holds nothing.
     *
     * @param packed closed with the stream that is given back
     */
    public InputStream decompress(InputStream packed) {
        return this == NONE ? packed : new UnpackedStream(this, packed);
    }

    abstract InputStream stream(InputStream packed) throws IOException;
}
