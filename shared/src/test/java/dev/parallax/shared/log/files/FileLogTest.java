package dev.parallax.shared.log.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLogTest {
    private static final IngestTime DERIVED = new IngestTime(null, 86_400_000);

    @TempDir
    Path directory;

    @Test
    void aFileIsALogOfOnePartition() throws IOException {
        Path file = Files.createFile(directory.resolve("events.json"));

        assertThat(FileLog.at(file, DERIVED)).isEqualTo(new FileLog(List.of(file), DERIVED));
        assertThat(FileLog.at(file, DERIVED).partitions()).isEqualTo(1);
    }

    @Test
    void theFilesOfADirectoryArePartitionsInTheOrderOfTheirNames() throws IOException {
        Path second = Files.createFile(directory.resolve("b.json"));
        Path first = Files.createFile(directory.resolve("a.json"));
        Files.createFile(directory.resolve(".hidden"));
        Files.createFile(directory.resolve("_SUCCESS"));
        Files.createFile(directory.resolve("c.json.tmp"));
        Files.createDirectory(directory.resolve("d"));

        assertThat(FileLog.at(directory, DERIVED).files()).containsExactly(first, second);
    }

    @Test
    void aPathThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.json");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileLog.at(missing, DERIVED))
                .withMessage("There is no file or directory " + missing + ".");
    }

    @Test
    void aDirectoryWithoutAFileToReadIsNamed() throws IOException {
        Files.createFile(directory.resolve(".hidden"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileLog.at(directory, DERIVED))
                .withMessage("The directory " + directory + " holds no file to read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"events.json", "a b%20c#d?.json", "über 日本.json", "_events.json", ".events.json", "events.tmp"})
    void aFileThatIsNamedIsReadWhateverItsName(String name) throws Exception {
        Path file = Files.createFile(directory.resolve(name));

        FileLog log = FileLog.at(file, DERIVED);

        assertThat(splits(log)).containsExactly(new FilePartition(0, file.toString(), 0, false));
    }

    @Test
    void aRecordIsFoundAgainAtItsPlace() throws IOException {
        Files.writeString(directory.resolve("a.json"), "other\n");
        Files.writeString(directory.resolve("b.json"), "first\r\n\n  \nsecond\nthird");
        FileLog log = FileLog.at(directory, DERIVED);

        assertThat(log.recordAt(new Place(1, 0))).asString().isEqualTo("first");
        assertThat(log.recordAt(new Place(1, 1))).asString().isEqualTo("second");
        assertThat(log.recordAt(new Place(1, 2))).asString().isEqualTo("third");
        assertThat(log.sourceOf(1)).isEqualTo("b.json");
    }

    @Test
    void aPartOfAFileIsNotRead() throws IOException {
        FileLog log = FileLog.at(Files.createFile(directory.resolve("events.json")), DERIVED);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.read(environment, new WordsPipeline(), LogRange.upTo(List.of(5L))))
                .withMessageContaining("from their beginning to their end");
        assertThat(log.untilNow()).isEqualTo(LogRange.everything());
    }

    /** What is dealt out to the readers. */
    private static List<FilePartition> splits(FileLog log) throws Exception {
        DataStream<?> stream = log.read(
                StreamExecutionEnvironment.getExecutionEnvironment(), new WordsPipeline(), LogRange.everything());
        FileLogSource<?> source =
                (FileLogSource<?>) ((SourceTransformation<?, ?, ?>) stream.getTransformation()).getSource();
        try (MockSplitEnumeratorContext<FilePartition> context = new MockSplitEnumeratorContext<>(2);
                SplitEnumerator<FilePartition, List<FilePartition>> splits = source.createEnumerator(context)) {
            return splits.snapshotState(1);
        }
    }
}
