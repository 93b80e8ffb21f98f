package dev.parallax.comparison.deadletters;

import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.model.DeadLetter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Puts records back into a watched folder: as the lines of one new file, which nobody sees before it is complete. */
public final class FolderTarget implements LetterTarget {
    private final Path file;
    private final Path written;
    private FileChannel channel;
    private OutputStream out;

    /** @throws IllegalArgumentException if there is no such directory */
    public FolderTarget(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no directory " + folder + ".");
        }
        String name = "redriven-" + UUID.randomUUID() + ".ndjson";
        this.file = folder.resolve(name);
        this.written = folder.resolve("." + name + ".tmp");
    }

    @Override
    public String refusal(byte[] record) {
        boolean blank = true;
        for (byte each : record) {
            if (each == '\n') {
                return "it has a line break, and a line of a file cannot hold it";
            }
            blank &= each == ' ' || each == '\t' || each == '\r';
        }
        if (blank) {
            return "it is blank, and who reads lines would leave it out";
        }
        return record[record.length - 1] == '\r' ? "it ends with a carriage return, which would be lost" : null;
    }

    @Override
    public void put(DeadLetter<?> letter) throws IOException {
        try {
            if (out == null) {
                channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                out = new BufferedOutputStream(Channels.newOutputStream(channel));
            }
            out.write(letter.bytes());
            out.write('\n');
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void complete() throws IOException {
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

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(written);
        }
    }
}
