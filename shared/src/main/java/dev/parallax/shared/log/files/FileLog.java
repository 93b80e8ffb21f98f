package dev.parallax.shared.log.files;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.Lines;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Files of newline-delimited records as event log: each file is one partition, in ingest order; it is never split.
 *
 * @param files the partitions
 * @param ingestTime where the records' ingest time comes from
 */
public record FileLog(List<Path> files, IngestTime ingestTime) implements EventLog {
    /**
     * The log in a file, or in the files of a directory by name (hidden ones, and those whose names begin with {@code _} or end in {@code .tmp}, left
     * out).
     *
     * @throws IllegalArgumentException if there is nothing to read, with a sentence that names the path
     */
    public static FileLog at(Path path, IngestTime ingestTime) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("There is no file or directory " + path + ".");
        }
        if (!Files.isDirectory(path)) {
            return new FileLog(List.of(readable(path)), ingestTime);
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Path> files = children.filter(Files::isRegularFile)
                    .filter(FileLog::isComplete)
                    .sorted()
                    .map(FileLog::readable)
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("The directory " + path + " holds no file to read.");
            }
            return new FileLog(files, ingestTime);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The directory " + path + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }

    private static boolean isComplete(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("_") && !name.endsWith(".tmp");
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file " + file + " cannot be read: check its permissions.");
        }
        return file;
    }

    @Override
    public int partitions() {
        return files.size();
    }

    @Override
    public LogRange untilNow() {
        return LogRange.everything();
    }

    @Override
    public byte[] recordAt(Place place) {
        try (Lines lines = new Lines(Files.newInputStream(files.get(place.partition())))) {
            byte[] line = lines.next();
            for (long offset = 0; offset < place.offset() && line != null; offset++) {
                line = lines.next();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + sourceOf(place.partition()) + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }

    @Override
    public String sourceOf(int partition) {
        return files.get(partition).getFileName().toString();
    }

    /** Files are read whole: the range must be {@link LogRange#everything()}, and ends with them. */
    @Override
    public <E> DataStream<LogEntry<E>> read(
            StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline, LogRange range) {
        if (!range.equals(LogRange.everything())) {
            throw new IllegalArgumentException(
                    "Files are read from their beginning to their end; a cut is a place in a Kafka topic.");
        }
        List<String> paths =
                files.stream().map(file -> file.toAbsolutePath().toString()).toList();
        return environment
                .fromSource(
                        new FileLogSource<>(pipeline, paths, ingestTime),
                        WatermarkStrategy.noWatermarks(),
                        "events in files",
                        Transformation.logEntries())
                .uid("events");
    }
}
