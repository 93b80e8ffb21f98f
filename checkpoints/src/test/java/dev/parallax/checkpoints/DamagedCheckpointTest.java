package dev.parallax.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.checkpoints.WordsQuery.Backend;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.folder.FolderLog;
import dev.parallax.shared.log.folder.FolderSettings;
import dev.parallax.shared.model.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a checkpoint: a sentence, nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedCheckpointTest {
    private static final long SEED = 6;
    private static final int MUTANTS = 1500;

    @TempDir
    static Path temporary;

    /** Its state is in the description, so that each byte of it is reached. */
    private byte[] description;

    private Path inFiles;
    private Path work;

    @BeforeAll
    void makeOne() throws Exception {
        work = Files.createDirectories(temporary.resolve("work"));
        description = Files.readAllBytes(made(Backend.HEAP).resolve(CheckpointDirectory.METADATA));
        inFiles = made(Backend.HEAP_IN_FILES);
    }

    private Path made(Backend backend) throws Exception {
        Path directory = Files.createDirectories(temporary.resolve(backend.name()));
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.write(
                in.resolve("said.json"),
                List.of(
                        SentenceTopic.sentence("12:01", "owl dog owl"),
                        SentenceTopic.sentence("12:05", "cat"),
                        SentenceTopic.sentence("12:35", "owl")));
        try (WordsQuery query = WordsQuery.start(
                directory,
                backend,
                FolderLog.of(FolderSettings.of(in, RecordFormat.named("json", null))),
                Windows.tumbling(Duration.ofMinutes(10)))) {
            long number = query.checkpointWith(3);
            query.cancel();
            return CheckpointDirectory.at(directory).choose(number, null).path();
        }
    }

    private Path damaged;

    @BeforeEach
    void makeRoom() throws IOException {
        damaged = Files.createDirectories(
                Files.createTempDirectory(temporary, "damaged").resolve("chk-7"));
    }

    /** Reads all there is to read of it; what is said must be a sentence. */
    private void read(byte[] bytes) throws IOException {
        Files.write(damaged.resolve(CheckpointDirectory.METADATA), bytes);
        try {
            CheckpointEntry entry = CheckpointDirectory.at(damaged).choose(null, null);
            CheckpointReport.of(CheckpointContents.of(entry), work, entries -> {})
                    .problems()
                    .forEach(DamagedCheckpointTest::isASentence);
        } catch (IllegalArgumentException e) {
            isASentence(e.getMessage());
        }
    }

    private static void isASentence(String said) {
        assertThat(said).startsWith("The ").endsWith(".").doesNotContain("\n", "Exception");
    }

    @Test
    void isWholeToBeginWith() throws Exception {
        Files.write(damaged.resolve(CheckpointDirectory.METADATA), description);
        CheckpointReport report = CheckpointReport.of(
                CheckpointContents.of(CheckpointDirectory.at(damaged).choose(null, null)), work, entries -> {});

        assertThat(report.problems()).isEmpty();
        assertThat(report.read().clocks()).singleElement().matches(clock -> clock.records() == 3);
    }

    @Test
    void whereverItEnds() throws Exception {
        TreeSet<Integer> lengths = new TreeSet<>();
        IntStream.range(0, 300).forEach(length -> lengths.add(Math.min(length, description.length - 1)));
        IntStream.range(1, 300).forEach(length -> lengths.add(Math.max(0, description.length - length)));
        IntStream.iterate(0, length -> length < description.length, length -> length + 11)
                .forEach(lengths::add);

        for (int length : lengths) {
            Files.write(damaged.resolve(CheckpointDirectory.METADATA), Arrays.copyOf(description, length));
            CheckpointEntry entry = CheckpointDirectory.at(damaged).entries().get(0);

            assertThatThrownBy(() -> CheckpointContents.of(entry))
                    .as("%s bytes of %s", length, description.length)
                    .isInstanceOf(UnreadableCheckpoint.class)
                    .message()
                    .satisfies(DamagedCheckpointTest::isASentence)
                    .contains(damaged.resolve("_metadata").toString());
        }
    }

    @Test
    void whateverStandsInIt() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = description.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(mutant.length);
                mutant[at] = switch (random.nextInt(4)) {
                    case 0 -> (byte) random.nextInt();
                    case 1 -> (byte) (mutant[at] ^ 1 << random.nextInt(8));
                    case 2 -> Byte.MAX_VALUE;
                    default -> -1;
                };
            }
            read(mutant);
        }
    }

    @Test
    void aFileOfItsStateThatIsDamagedOrGone() throws Exception {
        Random random = new Random(SEED);
        try (Stream<Path> files = Files.list(inFiles)) {
            for (Path file : files.toList()) {
                byte[] whole = Files.readAllBytes(file);
                if (file.endsWith(CheckpointDirectory.METADATA) || whole.length == 0) {
                    continue;
                }
                for (int i = 0; i < 40; i++) {
                    byte[] mutant =
                            i == 0 ? new byte[0] : Arrays.copyOf(whole, i % 2 == 0 ? whole.length : i % whole.length);
                    for (int changes = 0; mutant.length > 0 && changes < i % 3; changes++) {
                        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                    }
                    Files.write(file, mutant);
                    reportOf(inFiles).problems().forEach(DamagedCheckpointTest::isASentence);
                }
                Files.delete(file);
                assertThat(reportOf(inFiles).problems())
                        .anyMatch(problem ->
                                problem.contains(file.getFileName().toString()) && problem.endsWith("is not there."));
                Files.write(file, whole);
            }
        }
        assertThat(reportOf(inFiles).problems()).isEmpty();
    }

    private CheckpointReport reportOf(Path checkpoint) {
        return CheckpointReport.of(
                CheckpointContents.of(CheckpointDirectory.at(checkpoint).choose(null, null)), work, entries -> {});
    }

    @Test
    void directoriesThatAreNone() throws Exception {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        Path file = Files.writeString(temporary.resolve("file"), "");
        Path foreign = Files.createDirectories(temporary.resolve("foreign/chk-3"));
        Files.writeString(foreign.resolve("_metadata"), "{\"version\":1}");

        assertThatThrownBy(() -> CheckpointDirectory.at(temporary.resolve("none")))
                .hasMessage("There is no directory " + temporary.resolve("none") + ".");
        assertThatThrownBy(() -> CheckpointDirectory.at(empty))
                .hasMessage(
                        "The directory " + empty
                                + " holds no checkpoints: neither it nor what is in it has a directory chk-N or a file _metadata.");
        assertThatThrownBy(() -> CheckpointDirectory.at(file))
                .hasMessage(file + " is a file: name a directory with checkpoints.");
        assertThatThrownBy(() -> CheckpointContents.of(
                        CheckpointDirectory.at(foreign.getParent()).choose(null, null)))
                .hasMessage("The file " + foreign.resolve("_metadata")
                        + " cannot be read as the description of a checkpoint: it is none of Flink's.");
    }

    @Test
    void oneThatWasNeverCompletedAndOneThatGoesMeanwhile() throws Exception {
        Path job = Files.createDirectories(temporary.resolve("0123456789abcdef0123456789abcdef"));
        Files.createDirectories(job.resolve("chk-4"));
        Path five = Files.createDirectories(job.resolve("chk-5"));
        Files.write(five.resolve("_metadata"), description);
        CheckpointDirectory there = CheckpointDirectory.at(job);
        CheckpointEntry goes = there.choose(5L, null);

        assertThat(there.entries())
                .extracting(entry -> entry.number() + " " + entry.complete() + " " + entry.job())
                .containsExactly("4 false 0123456789abcdef0123456789abcdef", "5 true 0123456789abcdef0123456789abcdef");
        assertThatThrownBy(() -> there.choose(4L, null))
                .hasMessage("The checkpoint 4 in " + job + " is not complete: it has no _metadata.");
        assertThatThrownBy(() -> there.choose(6L, null))
                .hasMessage("There is no checkpoint 6 in " + job + "; there are: 5.");

        Files.delete(five.resolve("_metadata"));
        assertThatThrownBy(() -> CheckpointContents.of(goes)).isInstanceOf(CheckpointGone.class);
    }
}
