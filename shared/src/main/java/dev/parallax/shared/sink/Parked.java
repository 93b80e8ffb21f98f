package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows of a query that a sink could not take, and that wait in files to be put back.
 *
 * <p>Of a row that was parked several times the newest form counts. One that the query has written since it was parked no longer counts: the query notes that beside the parked
 * rows, so a newer row in the store is never replaced by an older one. The note is about what this query writes; what another program writes there is not known.
 */
public final class Parked {
    private Parked() {}

    /**
     * How many rows there are to put back.
     *
     * @param parkedDirectory the directory for the parked rows of all sinks of a query; it need not exist
     * @throws IOException if they cannot be read, with a sentence
     */
    public static long count(Path parkedDirectory) throws IOException {
        if (!Files.isDirectory(parkedDirectory)) {
            return 0;
        }
        List<Path> sinks;
        try (Stream<Path> directories = Files.list(parkedDirectory)) {
            sinks = directories.filter(Files::isDirectory).toList();
        }
        long count = 0;
        for (Path sink : sinks) {
            count += newest(new ParkedFiles(sink).finished()).size();
        }
        return count;
    }

    /** The same for one sink. */
    public static long count(Path parkedDirectory, RowSink sink) throws IOException {
        return newest(files(parkedDirectory, sink).finished()).size();
    }

    /**
     * Writes the rows that one sink of a query has parked through a sink to the same place, in a small Flink job in this process, and removes their files when all are written. If
     * that fails, it can be done again: rows are written whole.
     *
     * <p><b>The query must not be running meanwhile</b>: a row that it writes just then could be replaced by its parked form.
     *
     * @param parkedDirectory the directory for the parked rows of all sinks of the query
     * @param sink as the query has it, by the same address
     * @param pipeline the one that made the rows
     * @return how many rows were written
     * @throws IOException if they cannot be read, or are not of this pipeline, with a sentence
     * @throws Exception if they cannot be written: what ended the job
     */
    public static <A> long redrive(Path parkedDirectory, RowSink sink, Pipeline<?, ?, A> pipeline) throws Exception {
        return redrive(parkedDirectory, sink, pipeline, List.of());
    }

    /**
     * The same for a pipeline whose classes are not on this JVM's class path.
     *
     * @param jars that hold them
     */
    public static <A> long redrive(Path parkedDirectory, RowSink sink, Pipeline<?, ?, A> pipeline, List<Path> jars)
            throws Exception {
        ParkedFiles parked = files(parkedDirectory, sink);
        List<Path> files = parked.finished();
        Map<String, byte[]> rows = newest(files);
        if (!rows.isEmpty()) {
            RedriveJob.run(parked, rows.values(), unwrapped(sink), pipeline, jars);
        }
        for (Path file : files) {
            Files.delete(file);
        }
        return rows.size();
    }

    /** A sink that parks would park what it is to put back. */
    private static RowSink unwrapped(RowSink sink) {
        return sink instanceof ParkingRowSink parking ? parking.sink() : sink;
    }

    private static ParkedFiles files(Path parkedDirectory, RowSink sink) {
        return ParkedFiles.of(parkedDirectory, sink.name());
    }

    /** The rows that count, by their identity. */
    private static Map<String, byte[]> newest(List<Path> files) throws IOException {
        Map<String, byte[]> newest = new HashMap<>();
        ParkedFiles.read(files, line -> {
            if (line.isSuperseded()) {
                newest.remove(line.identity());
            } else {
                newest.put(line.identity(), line.record());
            }
        });
        return newest;
    }
}
