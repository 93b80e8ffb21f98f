package dev.parallax.comparison.deadletters;

import dev.parallax.shared.log.FileProblem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file of lines that nobody who watches its folder sees before it is complete. It is made with its first line. */
final class NewFile implements AutoCloseable {
    private final Path file;
    private final Path written;
    private FileChannel channel;
    private OutputStream out;

    NewFile(Path folder, String name) {
        this.file = folder.resolve(name);
        this.written = folder.resolve("." + name + ".tmp");
    }

    Path path() {
        return file;
    }

    void write(byte[] line) throws IOException {
        try {
            if (out == null) {
                channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                out = new BufferedOutputStream(Channels.newOutputStream(channel));
            }
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Everything is on the disk, and the file has its name; if nothing was written there is none. */
    void complete() throws IOException {
        if (out == null) {
            return;
        }
        try {
            out.flush();
            channel.force(true);
            out.close();
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private IOException unwritable(IOException e) {
        return new IOException("The file " + file + " cannot be written: " + FileProblem.reason(e) + ".", e);
    }

    /** What is not complete goes. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(written);
        }
    }
}
