package dev.parallax.comparison.cli;

import dev.parallax.comparison.generate.PlantedFraud;
import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Keeps the frauds that were planted, one a line. */
final class LabelFile implements Consumer<PlantedFraud>, AutoCloseable {
    private final Path path;
    private final Writer writer;
    private long frauds;

    /** Begins the file; one that is there is replaced. */
    LabelFile(Path path) throws IOException {
        this.path = path;
        try {
            writer = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void accept(PlantedFraud fraud) {
        try {
            writer.write(fraud.json() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(unwritable(e));
        }
        frauds++;
    }

    long frauds() {
        return frauds;
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private IOException unwritable(IOException cause) {
        return new IOException("The file " + path + " cannot be written: " + FileProblem.reason(cause) + ".", cause);
    }
}
