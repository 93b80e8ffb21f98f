package dev.parallax.shared.view;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.WholeFile;
import dev.parallax.shared.model.ViewRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.FileUtils;

/**
 * Views as directories of segments, each finished by a checkpoint. Jobs and readers must see the same file system. A file beside
 * the views says which of them is served; numbered files are the counter of generations.
 */
final class FileViewStore implements ViewStore {
    private final Path directory;

    FileViewStore(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public void create(String view, int writers) {
        try {
            Files.createDirectories(directory.resolve(view));
            Files.createDirectories(directory.resolve("generations"));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline) {
        return FileSink.forBulkFormat(
                        org.apache.flink.core.fs.Path.fromLocalFile(
                                directory.resolve(view).toFile()),
                        new SegmentWriters<>(directory.resolve("generations").toString(), pipeline.accumulatorType()))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
    }

    @Override
    public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
        return new FileViewReader<>(directory.resolve(view), pipeline.accumulatorType());
    }

    @Override
    public void drop(String view) {
        Path root = directory.resolve(view);
        try {
            FileUtils.deleteDirectory(root.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The view " + root + " cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void forget(String view, int epoch) {
        // A log of rows is only ever added to; who reads it leaves them out.
    }

    @Override
    public void serve(String name, String view) {
        try {
            WholeFile.write(pointer(name), view);
        } catch (IOException e) {
            throw new UncheckedIOException("The pointer to " + view + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public String served(String name) {
        try {
            return Files.exists(pointer(name)) ? Files.readString(pointer(name)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("The pointer " + pointer(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path pointer(String name) {
        return directory.resolve(name + ".served");
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
