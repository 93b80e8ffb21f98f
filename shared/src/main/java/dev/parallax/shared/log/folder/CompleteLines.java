package dev.parallax.shared.log.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that may grow, as far as its lines have ends: it is at its end for now behind the last one, and goes on when there are more. */
final class CompleteLines extends InputStream {
    private static final int PIECE = 1 << 13;

    private final Path file;
    private final FileChannel channel;
    private final byte[] one = new byte[1];
    private long position;
    private long end;
    private long searched;
    private long modified;
    private boolean growing = true;
    private boolean endsWithLine = true;

    /** @param modified when the file was last written, as far as is known, in milliseconds since the epoch */
    CompleteLines(Path file, long modified) throws IOException {
        this.file = file;
        this.modified = modified;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** The file will not grow any more: what is behind its last end of line is a line as well, and is given the end of one. */
    void growsNoMore() {
        growing = false;
    }

    /** When the file was last written, as far as was looked. */
    long modified() {
        return modified;
    }

    /** Whether the file is shorter than what was read of it. */
    boolean wasCutShort() throws IOException {
        return channel.size() < position;
    }

    @Override
    public int read() throws IOException {
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        lookForMore();
        if (position >= end) {
            return endOfLastLine(buffer, offset);
        }
        int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - position)), position);
        if (read > 0) {
            position += read;
            endsWithLine = buffer[offset + read - 1] == '\n';
        }
        return read;
    }

    /** Where a file that grows no more does not end with a line, the end of that line. */
    private int endOfLastLine(byte[] buffer, int offset) {
        if (growing || endsWithLine) {
            return -1;
        }
        endsWithLine = true;
        buffer[offset] = '\n';
        return 1;
    }

    /** Finds out whether the file has grown, if all of it was read. */
    void lookForMore() throws IOException {
        if (position < end) {
            return;
        }
        long size = channel.size();
        if (!growing) {
            end = size;
        } else if (size > searched) {
            boolean grew = searched > 0;
            end = Math.max(end, behindTheLastLine(size));
            searched = size;
            if (grew) {
                modified = Math.max(modified, Files.getLastModifiedTime(file).toMillis());
            }
        }
    }

    /** Searches backwards for the end of a line, no further than where none was found before; 0 if there is none. */
    private long behindTheLastLine(long size) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long to = size; to > searched; ) {
            long from = Math.max(searched, to - PIECE);
            piece.clear().limit((int) (to - from));
            int read;
            do {
                read = channel.read(piece, from + piece.position());
            } while (piece.hasRemaining() && read > 0);
            for (int i = piece.position() - 1; i >= 0; i--) {
                if (piece.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
