package dev.parallax.shared.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFormatTest {
    private static final IngestTime DERIVED = new IngestTime(null, 86_400_000);

    @TempDir
    Path directory;

    private final List<CheckpointedPosition> positions = new ArrayList<>();

    @Test
    void aFilesNumberAmongTheFilesIsItsPartition() throws IOException {
        Path first = file("a b%20.json", 1);
        Path second = file("ü.json", 1);
        EntryFormat<Sentence> format = format(first, second);

        assertThat(read(format.createReader(new Configuration(), split(first))))
                .extracting(LogEntry::place)
                .containsExactly(new Place(0, 0));
        assertThat(read(format.createReader(new Configuration(), split(second))))
                .extracting(LogEntry::place)
                .containsExactly(new Place(1, 0));
    }

    @Test
    void anEmptyFileGivesNothing() throws IOException {
        Path empty = file("empty.json", 0);

        assertThat(read(format(empty).createReader(new Configuration(), split(empty))))
                .isEmpty();
    }

    /** More than two batches, restored from before the first, at and around the end of a batch, and behind the last record. */
    @Test
    void aRestoredReaderGoesOnBehindTheRecordOfTheCheckpoint() throws IOException {
        Path file = file("events.json", 1234);
        EntryFormat<Sentence> format = format(file);
        List<LogEntry<Sentence>> all = read(format.createReader(new Configuration(), split(file)));
        assertThat(all).hasSize(1234);
        List<CheckpointedPosition> behindEach = List.copyOf(positions);

        for (int records : new int[] {1, 2, 499, 500, 501, 1000, 1233, 1234}) {
            FileSourceSplit checkpointed = split(file).updateWithCheckpointedPosition(behindEach.get(records - 1));

            List<LogEntry<Sentence>> rest = read(format.restoreReader(new Configuration(), checkpointed));

            assertThat(rest)
                    .as("behind %d records", records)
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(all.subList(records, all.size()));
        }
        assertThat(read(format.restoreReader(new Configuration(), split(file)))).hasSize(1234);
    }

    @Test
    void aFileIsNeverSplit() throws IOException {
        assertThat(format(file("events.json", 1)).isSplittable()).isFalse();
    }

    private Path file(String name, int lines) throws IOException {
        List<String> sentences = IntStream.range(0, lines)
                .mapToObj(i -> Sentences.at(String.format(Locale.ROOT, "2023-01-05 09:%02d:%02d", i / 60, i % 60)))
                .toList();
        return Files.write(directory.resolve(name), sentences, UTF_8);
    }

    private static EntryFormat<Sentence> format(Path... files) {
        return new EntryFormat<>(
                new WordsPipeline(),
                List.of(files).stream().map(file -> flinkPath(file).toString()).toList(),
                DERIVED);
    }

    private static FileSourceSplit split(Path file) throws IOException {
        return new NonSplittingRecursiveEnumerator()
                .enumerateSplits(new org.apache.flink.core.fs.Path[] {flinkPath(file)}, 1)
                .iterator()
                .next();
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path file) {
        return org.apache.flink.core.fs.Path.fromLocalFile(file.toFile());
    }

    private List<LogEntry<Sentence>> read(BulkFormat.Reader<LogEntry<Sentence>> reader) throws IOException {
        List<LogEntry<Sentence>> entries = new ArrayList<>();
        try (reader) {
            for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
                for (RecordAndPosition<LogEntry<Sentence>> next = batch.next(); next != null; next = batch.next()) {
                    entries.add(next.getRecord());
                    positions.add(new CheckpointedPosition(next.getOffset(), next.getRecordSkipCount()));
                }
                batch.releaseBatch();
            }
        }
        return entries;
    }
}
