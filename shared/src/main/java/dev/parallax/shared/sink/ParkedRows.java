package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * What one subtask of a sink has parked. Rows go to a file as they come; of all parked rows of the sink that still count, those of earlier attempts included, it is remembered
 * which they are (not what is in them), so that a row which is written later is noted as superseding its parked form.
 *
 * @param <A> the accumulator
 */
final class ParkedRows<A> implements AutoCloseable {
    private final ParkedFiles files;
    private final Pipeline<?, ?, A> pipeline;
    private final int subtask;
    private final int generation;
    private final RowBytes<A> bytes;
    private final Set<RowPlace> outstanding = new HashSet<>();
    private FileOutputStream file;
    private OutputStream out;
    /** The last one that is over. */
    private long trigger;

    private record RowPlace(String key, Slot slot) {
        static RowPlace of(ViewRow<?> row) {
            return new RowPlace(row.key(), row.slot());
        }
    }

    private ParkedRows(ParkedFiles files, Pipeline<?, ?, A> pipeline, int subtask, int generation, long trigger) {
        this.files = files;
        this.pipeline = pipeline;
        this.subtask = subtask;
        this.generation = generation;
        this.trigger = trigger;
        this.bytes = new RowBytes<>(pipeline.accumulatorType());
    }

    /** Sees what has been parked before. What an earlier attempt had begun and not finished is gone: its rows come again. */
    static <A> ParkedRows<A> open(ParkedFiles files, Pipeline<?, ?, A> pipeline, int subtask, long lastCheckpoint)
            throws IOException {
        Files.createDirectories(files.directory());
        Files.deleteIfExists(files.unfinished(subtask));
        ParkedRows<A> parked = new ParkedRows<>(files, pipeline, subtask, files.nextGeneration(), lastCheckpoint);
        ParkedFiles.read(files.finished(), line -> {
            RowPlace place = RowPlace.of(parked.bytes.read(line.record()));
            if (line.isSuperseded()) {
                parked.outstanding.remove(place);
            } else {
                parked.outstanding.add(place);
            }
        });
        return parked;
    }

    Path directory() {
        return files.directory();
    }

    /** Parks a row. */
    void add(ViewRow<A> row) throws IOException {
        append(ParkedLine.ofRow(pipeline, bytes, trigger + 1, row));
        outstanding.add(RowPlace.of(row));
    }

    /** Notes that a row has been written, if it is parked. */
    void wasWritten(ViewRow<A> row) throws IOException {
        if (!outstanding.isEmpty() && outstanding.remove(RowPlace.of(row))) {
            append(ParkedLine.ofWritten(bytes, trigger + 1, row));
        }
    }

    private void append(byte[] line) throws IOException {
        if (out == null) {
            file = new FileOutputStream(files.unfinished(subtask).toFile());
            out = new BufferedOutputStream(file, 1 << 16);
        }
        out.write(line);
        out.write('\n');
    }

    /** What was said since the last call is on the disk, and counts, when this returns. */
    void finish(long ofTrigger) throws IOException {
        trigger = ofTrigger;
        if (out == null) {
            return;
        }
        out.flush();
        file.getFD().sync();
        close();
        Files.move(
                files.unfinished(subtask),
                files.finished(generation, ofTrigger, subtask),
                StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(files.directory(), StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Some systems do not open directories; they are none that lose names.
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out = null;
            file.close();
        }
    }
}
