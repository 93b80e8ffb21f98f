package dev.parallax.shared.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Packs and unpacks the pages of Parquet files. (Parquet's own codecs are Hadoop's, and need its configuration.) */
final class PageCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Pages are written with zstd, not with " + codec + ".");
        }
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput page) throws IOException {
                return BytesInput.from(Zstd.compress(page.toByteArray()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec;
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput page, int size) throws IOException {
                return BytesInput.from(unpacked(codec, page.toByteArray(), size));
            }

            @Override
            public void decompress(ByteBuffer page, int packedSize, ByteBuffer target, int size) throws IOException {
                byte[] packed = new byte[packedSize];
                page.get(packed);
                target.put(unpacked(codec, packed, size));
            }

            @Override
            public void release() {}
        };
    }

    /** Never takes more memory than what is really there, whatever the file says of its size. */
    private static byte[] unpacked(CompressionCodecName codec, byte[] page, int size) throws IOException {
        byte[] unpacked = switch (codec) {
            case UNCOMPRESSED -> page;
            case SNAPPY -> snappy(page, size);
            case GZIP -> first(new GZIPInputStream(new ByteArrayInputStream(page)), size);
            case ZSTD -> first(new ZstdInputStream(new ByteArrayInputStream(page)), size);
            default ->
                throw new IOException(
                        "it is compressed with " + codec + "; uncompressed, snappy, gzip and zstd can be read");
        };
        if (unpacked.length != size) {
            throw new IOException("a page has " + unpacked.length + " bytes in place of " + size);
        }
        return unpacked;
    }

    private static byte[] snappy(byte[] page, int size) throws IOException {
        if (Snappy.uncompressedLength(page) != size) {
            throw new IOException("a page has not the size that it says");
        }
        return Snappy.uncompress(page);
    }

    private static byte[] first(InputStream in, int size) throws IOException {
        try (in) {
            return in.readNBytes(Math.max(0, size));
        }
    }

    @Override
    public void release() {}
}
