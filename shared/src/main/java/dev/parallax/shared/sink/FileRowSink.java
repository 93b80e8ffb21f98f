package dev.parallax.shared.sink;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RowFormat;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Rows in files of a directory, of which each subtask adds at most one with each checkpoint: {@code rows-ID-NUMBER.FORMAT}. Files that are not whole have
 * names that begin with a dot; whole ones never change. Where a row comes again, the one in the file that was written later counts.
 *
 * @param directory where the files go
 * @param format how they hold rows
 */
public record FileRowSink(Path directory, RowFormat format) implements RowSink {
    /**
     * The sink for a directory, which is made if there is none.
     *
     * @throws IllegalArgumentException if it cannot be, with a sentence that names it
     */
    public static FileRowSink into(Path directory, RowFormat format) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The directory " + directory + " for rows cannot be made: " + FileProblem.reason(e) + ".", e);
        }
        if (!Files.isWritable(directory)) {
            throw new IllegalArgumentException(
                    "The directory " + directory + " for rows cannot be written: check its permissions.");
        }
        return new FileRowSink(directory, format);
    }

    @Override
    public String name() {
        return "file:" + directory;
    }

    @Override
    public Set<OutputMode> modes() {
        return Set.of(OutputMode.APPEND, OutputMode.UPDATE);
    }

    @Override
    public String promise() {
        return "Exactly once: a file appears when the checkpoint that it belongs to is complete, and does not change afterwards.";
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        return FileSink.forBulkFormat(
                        org.apache.flink.core.fs.Path.fromLocalFile(
                                directory.toAbsolutePath().toFile()),
                        format.writer(pipeline))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(new OutputFileConfig("rows", "." + format.text()))
                .build();
    }
}
