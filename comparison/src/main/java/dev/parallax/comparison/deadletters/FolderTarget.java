package dev.parallax.comparison.deadletters;

import dev.parallax.shared.model.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Puts records back into a watched folder: as the lines of one new file, which nobody sees before it is complete. */
public final class FolderTarget implements LetterTarget {
    private final NewFile file;

    /** @throws IllegalArgumentException if there is no such directory */
    public FolderTarget(Path folder) {
        this.file = new NewFile(existing(folder), "redriven-" + UUID.randomUUID() + ".ndjson");
    }

    static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no directory " + folder + ".");
        }
        return folder;
    }

    @Override
    public String refusal(byte[] record) {
        boolean blank = true;
        for (byte each : record) {
            if (each == '\n') {
                return "it has a line break, and a line of a file cannot hold it (a row of a CSV file comes back with"
                        + " --format csv)";
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
        file.write(letter.bytes());
    }

    @Override
    public void complete() throws IOException {
        file.complete();
    }

    @Override
    public String name() {
        return file.path().toString();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
