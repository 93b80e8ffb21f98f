package dev.parallax.shared.format;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.ZipException;

/** Unpacks a stream, and says in words what is wrong with it. Nothing is read before the first byte is asked for. */
final class UnpackedStream extends InputStream {
    private final Compression compression;
    private final InputStream packed;
    private InputStream unpacked;

    UnpackedStream(Compression compression, InputStream packed) {
        this.compression = compression;
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            if (unpacked == null) {
                unpacked = begin();
            }
            return unpacked.read(target, from, length);
        } catch (EOFException e) {
            throw endsInTheMiddle(e);
        } catch (ZstdIOException e) {
            throw e.getErrorCode() == 0 || "Truncated source".equals(e.getMessage()) ? endsInTheMiddle(e) : damaged(e);
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private InputStream begin() throws IOException {
        PushbackInputStream in = new PushbackInputStream(packed, 1);
        int first = in.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        in.unread(first);
        return compression.stream(in);
    }

    private IOException endsInTheMiddle(IOException cause) {
        return new IOException("The " + name() + " data ends in the middle.", cause);
    }

    private IOException damaged(IOException cause) {
        return new IOException("The " + name() + " data is damaged: " + cause.getMessage() + ".", cause);
    }

    private String name() {
        return compression.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        try (InputStream whole = packed) {
            if (unpacked != null) {
                unpacked.close();
            }
        }
    }
}
