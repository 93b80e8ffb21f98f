package dev.parallax.checkpoints;

import static dev.parallax.checkpoints.SentenceTopic.sentence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.checkpoints.WordsQuery.Backend;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.WholeLog;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.log.folder.ArchiveThenTopic;
import dev.parallax.shared.log.folder.FolderLog;
import dev.parallax.shared.log.folder.FolderSettings;
import dev.parallax.shared.log.socket.SocketLog;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Windows;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint says of each kind of source. What is expected was counted by hand. */
class CheckpointOfEachSourceTest {
    private static final RecordFormat JSON = RecordFormat.named("json", null);

    @TempDir
    Path directory;

    private static void file(Path folder, String name, String modified, String... lines) throws Exception {
        Path part = folder.resolve(name + ".tmp");
        Files.write(part, List.of(lines));
        Files.setLastModifiedTime(part, FileTime.from(Instant.parse("2024-04-09T" + modified + ":00Z")));
        Files.move(part, folder.resolve(name));
    }

    private List<String> sources(CheckpointEntry entry) {
        return ReadSoFar.of(CheckpointContents.of(entry)).sources().stream()
                .map(position -> position.kind() + " " + position.name() + " " + position.partition() + " "
                        + position.next() + " " + position.standing())
                .toList();
    }

    private CheckpointEntry checkpoint(long number) {
        return CheckpointDirectory.at(directory).choose(number, null);
    }

    /** The first file ends; the second one is followed until there is a third. The sessions of owls at 12:01 and 12:20 are one. */
    @Test
    void aFolderThatIsFollowed() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "a.json", "12:30", sentence("12:01", "owl"), sentence("12:02", "dog"));
        file(in, "b.json", "12:40", sentence("12:20", "owl owl"));
        FolderLog source = FolderLog.of(FolderSettings.of(in, JSON).following(true));
        Path copy = directory.resolve("copy");
        try (WordsQuery query =
                WordsQuery.start(directory, Backend.HEAP_IN_FILES, source, Windows.session(Duration.ofMinutes(30)))) {
            long first = query.checkpointWith(3);
            file(in, "c.json", "12:50", sentence("12:21", "cat"), sentence("12:22", "cat"));
            long second = query.checkpointWith(5);

            assertThat(sources(checkpoint(first)))
                    .containsExactly("FOLDER a.json -1 -1 READ", "FOLDER b.json -1 1 READING");
            assertThat(sources(checkpoint(second)))
                    .containsExactly(
                            "FOLDER a.json -1 -1 READ", "FOLDER b.json -1 -1 READ", "FOLDER c.json -1 2 READING");
            CheckpointDifference difference = CheckpointDifference.between(
                    CheckpointDirectory.at(directory),
                    CheckpointContents.of(checkpoint(first)),
                    CheckpointContents.of(checkpoint(second)));
            assertThat(difference.sources())
                    .extracting(change -> change.position().name() + " " + change.from() + " to " + change.to())
                    .containsExactly("b.json 1 to -1", "c.json 0 to 2");
            assertThat(difference.partitions()).singleElement().matches(partition -> partition.records() == 2);
            query.cancel();
            copy(checkpoint(second).path().getParent(), copy);
        }
        // Where it was written nothing is left.
        try (Stream<Path> files = Files.walk(directory.resolve("flink"))) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        CheckpointContents moved =
                CheckpointContents.of(CheckpointDirectory.at(copy).choose(null, null));
        KeyedRows rows =
                KeyedRows.of(moved, null, null, "owl", 100, Files.createDirectory(directory.resolve("work")), n -> {});
        assertThat(rows.entries()).singleElement().satisfies(row -> {
            assertThat(row.contributions()).isEqualTo(3);
            assertThat(rows.window(row).path("start").longValue())
                    .isEqualTo(Instant.parse("2024-04-09T12:01:00Z").toEpochMilli());
            assertThat(rows.window(row).path("end").longValue())
                    .isEqualTo(Instant.parse("2024-04-09T12:50:00Z").toEpochMilli());
        });
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void aSocketOfWhichNothingCanBeReadAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WordsQuery query = WordsQuery.start(
                        directory,
                        Backend.HEAP,
                        SocketLog.at("127.0.0.1:" + server.getLocalPort(), JSON),
                        Windows.tumbling(Duration.ofMinutes(10)));
                Socket client = server.accept()) {
            client.getOutputStream()
                    .write((sentence("12:01", "owl") + "\n" + sentence("12:02", "owl") + "\n").getBytes(UTF_8));
            long number = query.checkpointWith(2);

            assertThat(sources(checkpoint(number))).containsExactly("SOCKET socket -1 2 READING");
            query.cancel();
        }
    }

    /** One reader has the first and the third file, the other one the second; the first file ends soon. */
    @Test
    void filesThatArePartitions() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.write(in.resolve("a.json"), Collections.nCopies(3, sentence("12:01", "owl")));
        Files.write(in.resolve("b.json"), Collections.nCopies(5_000, sentence("12:01", "owl")));
        Files.write(in.resolve("c.json"), Collections.nCopies(5_000, sentence("12:01", "owl")));
        try (WordsQuery query = WordsQuery.start(
                directory,
                Backend.HEAP,
                new WholeLog(FileLog.at(in, new IngestTime(null, 86_400_000))),
                Windows.tumbling(Duration.ofMinutes(10)),
                new SlowWords())) {
            long number = query.checkpointOnce(records -> records > 100);

            // How many records of each there were the log clock counts for itself.
            List<Long> counted = ReadSoFar.of(CheckpointContents.of(checkpoint(number))).clocks().stream()
                    .sorted(Comparator.comparing(PartitionClock::partition))
                    .map(PartitionClock::records)
                    .toList();
            assertThat(counted).hasSize(3).first().isEqualTo(3L);
            assertThat(counted.subList(1, 3)).allMatch(records -> records > 0 && records < 5_000);
            assertThat(sources(checkpoint(number)))
                    .containsExactly(
                            "FILE " + in + "/a.json 0 3 READ",
                            "FILE " + in + "/b.json 1 " + counted.get(1) + " READING",
                            "FILE " + in + "/c.json 2 " + counted.get(2) + " READING");
            query.cancel();
        }
    }

    @Test
    void anArchiveThatATopicContinues() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "a.json", "12:30", sentence("12:01", "owl"), sentence("12:02", "dog"));
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            SentenceTopic topic = SentenceTopic.create(kafka, "later", 2);
            topic.say(0, "12:05", "owl");
            topic.say(1, "12:06", "owl");
            topic.say(1, "12:07", "owl");
            try (WordsQuery query = WordsQuery.start(
                    directory,
                    Backend.HEAP,
                    new ArchiveThenTopic(FolderSettings.of(in, JSON), topic.followed(), null),
                    Windows.tumbling(Duration.ofMinutes(10)))) {
                long number = query.checkpointWith(5);

                assertThat(sources(checkpoint(number)))
                        .containsExactly("TOPIC later 0 1 READING", "TOPIC later 1 2 READING");
                assertThat(ReadSoFar.of(CheckpointContents.of(checkpoint(number)))
                                .clocks())
                        .as("the archive is the partition behind the topic's")
                        .extracting(PartitionClock::partition, PartitionClock::records)
                        .containsExactly(tuple(0, 1L), tuple(1, 2L), tuple(2, 2L));
                query.cancel();
            }
        }
    }
}
