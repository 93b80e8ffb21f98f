package dev.parallax.shared.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aPartOfAFileIsNotRead() throws IOException {
        FileLog log = FileLog.at(Files.createFile(directory.resolve("events.json")), DERIVED);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.read(environment, new WordsPipeline(), LogRange.upTo(List.of(5L))))
                .withMessageContaining("from their beginning to their end");
        assertThat(log.untilNow()).isEqualTo(LogRange.everything());
    }
}
