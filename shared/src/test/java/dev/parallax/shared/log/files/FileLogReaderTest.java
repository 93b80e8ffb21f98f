package dev.parallax.shared.log.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.log.IngestTime;
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
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogReaderTest {
    private static final IngestTime DERIVED = new IngestTime(null, 86_400_000);

    @TempDir
    Path directory;

    @Test
    void whatWasIngestedFirstComesFirst() throws Exception {
        FilePartition even = file(0, "even.json", 0, 2, 4, 6);
        FilePartition odd = file(1, "odd.json", 1, 3, 9);
        FilePartition later = file(2, "later.json", 5, 8);

        assertThat(places(read(even, odd, later)))
                .containsExactly("0/0", "1/0", "0/1", "1/1", "0/2", "2/0", "0/3", "2/1", "1/2");
    }

    @Test
    void aFilesNumberIsItsPartitionWhateverItsName() throws Exception {
        assertThat(read(file(3, "a b%20.json", 0), file(7, "ü.json", 1)))
                .extracting(LogEntry::place)
                .containsExactly(new Place(3, 0), new Place(7, 0));
    }

    @Test
    void anEmptyFileGivesNothing() throws Exception {
        assertThat(read(file(0, "empty.json"))).isEmpty();
    }

    @Test
    void moreFilesThanMayBeOpenAreReadAsWell() throws Exception {
        FilePartition[] files = new FilePartition[300];
        for (int i = 0; i < files.length; i++) {
            files[i] = file(i, i + ".json", 300 - i, 900 - i);
        }

        assertThat(places(read(files)))
                .hasSize(600)
                .doesNotHaveDuplicates()
                .startsWith("255/0")
                .endsWith("0/1");
    }

    @Test
    void aRestoredReaderGoesOnBehindTheRecordsOfTheCheckpoint() throws Exception {
        FilePartition[] files = {
            file(0, "a.json", IntStream.range(0, 700).toArray()),
            file(1, "b.json", IntStream.range(200, 400).toArray()),
            file(2, "empty.json")
        };
        List<LogEntry<Sentence>> all = read(files);
        assertThat(all).hasSize(900);

        for (int records : new int[] {0, 1, 2, 200, 201, 500, 599, 600, 601, 899, 900}) {
            FileLogReader<Sentence> reader = reader(files);
            poll(reader, records);
            List<FilePartition> checkpoint = reader.snapshotState(1);
            reader.close();

            assertThat(checkpoint.stream().mapToLong(FilePartition::emitted).sum())
                    .isEqualTo(records);
            assertThat(read(written(checkpoint)))
                    .as("behind %d records", records)
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(all.subList(records, all.size()));
        }
    }

    @Test
    void whereAFileEndsIsSaidAndAfterARestoreOnceMore() throws Exception {
        FileLogReader<Sentence> reader = reader(file(4, "short.json", 1), file(5, "long.json", 2, 3));

        assertThat(places(everything(reader))).containsExactly("4/0", "4/1 end", "5/0", "5/1", "5/2 end");

        FileLogReader<Sentence> restored = reader(written(reader.snapshotState(1)));
        assertThat(places(everything(restored))).containsExactly("4/1 end", "5/2 end");
    }

    private static List<LogEntry<Sentence>> everything(FileLogReader<Sentence> reader) throws Exception {
        Collected<LogEntry<Sentence>> output = new Collected<>();
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
            continue;
        }
        return output.records();
    }

    @Test
    void aFileThatIsGoneIsNamed() throws Exception {
        FilePartition gone = file(0, "gone.json", 1);
        Files.delete(Path.of(gone.file()));

        assertThatIOException()
                .isThrownBy(() -> read(gone))
                .withMessage("The file gone.json cannot be read: there is no such file or directory.");
    }

    @Test
    void aReaderWithoutAFileWaitsUntilItKnowsThatThereIsNone() throws Exception {
        FileLogReader<Sentence> reader = new FileLogReader<>(new WordsPipeline(), DERIVED);

        assertThat(reader.pollNext(new Collected<>())).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();

        reader.notifyNoMoreSplits();

        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(new Collected<>())).isEqualTo(InputStatus.END_OF_INPUT);
    }

    /** Its sentences, by the second in which they were said. */
    private FilePartition file(int number, String name, int... seconds) throws IOException {
        List<String> sentences = IntStream.of(seconds)
                .mapToObj(at -> String.format(
                        Locale.ROOT, "{\"event_time\":\"2023-01-05 09:%02d:%02d\",\"data\":\"owl\"}", at / 60, at % 60))
                .toList();
        Path file = Files.write(directory.resolve(name), sentences, UTF_8);
        return new FilePartition(number, file.toString(), 0, false);
    }

    /** As a checkpoint keeps them. */
    private static FilePartition[] written(List<FilePartition> checkpoint) throws IOException {
        List<FilePartition> restored = new ArrayList<>();
        for (FilePartition file : checkpoint) {
            restored.add(FilePartition.position()
                    .deserialize(1, FilePartition.position().serialize(file)));
        }
        return restored.toArray(FilePartition[]::new);
    }

    private static FileLogReader<Sentence> reader(FilePartition... files) {
        FileLogReader<Sentence> reader = new FileLogReader<>(new WordsPipeline(), DERIVED);
        reader.addSplits(List.of(files));
        reader.notifyNoMoreSplits();
        return reader;
    }

    private static List<LogEntry<Sentence>> read(FilePartition... files) throws Exception {
        FileLogReader<Sentence> reader = reader(files);
        List<LogEntry<Sentence>> entries = poll(reader, Integer.MAX_VALUE);
        reader.close();
        return entries;
    }

    private static List<LogEntry<Sentence>> poll(FileLogReader<Sentence> reader, int records) throws Exception {
        Collected<LogEntry<Sentence>> output = new Collected<>();
        InputStatus status = InputStatus.MORE_AVAILABLE;
        List<LogEntry<Sentence>> read = new ArrayList<>();
        while (status == InputStatus.MORE_AVAILABLE && read.size() < records) {
            status = reader.pollNext(output);
            output.records().stream().filter(entry -> !entry.isEnd()).forEach(read::add);
            output.records().clear();
        }
        return read;
    }

    private static List<String> places(List<LogEntry<Sentence>> entries) {
        return entries.stream()
                .map(entry -> entry.place().partition() + "/" + entry.place().offset() + (entry.isEnd() ? " end" : ""))
                .toList();
    }
}
