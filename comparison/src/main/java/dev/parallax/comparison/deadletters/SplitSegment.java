package dev.parallax.comparison.deadletters;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;

/** A file of dead letters of which some lines leave and the others stay. At any time each letter is in a file, or in two. */
final class SplitSegment {
    private final Path file;
    private final BasicFileAttributes before;
    private final BitSet leaving = new BitSet();
    private final BitSet staying = new BitSet();

    SplitSegment(Path file) throws IOException {
        this.file = file;
        this.before = attributes();
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    Path file() {
        return file;
    }

    void leaves(LetterLine line) {
        leaving.set(Math.toIntExact(line.number()));
    }

    void stays(LetterLine line) {
        staying.set(Math.toIntExact(line.number()));
    }

    /**
     * Moves the lines that leave.
     *
     * @param place a file that does not exist
     * @param workshop a directory on the same disk, for files that are being written
     * @return false if somebody has changed the file since it was read: it then stays as it is
     */
    boolean settle(Path place, Path workshop) throws IOException {
        if (leaving.isEmpty()) {
            return true;
        }
        BasicFileAttributes now = attributes();
        if (!now.lastModifiedTime().equals(before.lastModifiedTime()) || now.size() != before.size()) {
            return false;
        }
        Files.createDirectories(place.getParent());
        if (staying.isEmpty()) {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
        Path left = written(leaving, workshop.resolve("leaving"));
        Path rest = written(staying, workshop.resolve("staying"));
        Files.move(left, place, StandardCopyOption.ATOMIC_MOVE);
        Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private Path written(BitSet lines, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            Segments.read(file, line -> {
                if (lines.get(Math.toIntExact(line.number()))) {
                    out.write(line.bytes());
                    out.write('\n');
                }
                return true;
            });
            out.flush();
            channel.force(true);
        }
        return part;
    }
}
