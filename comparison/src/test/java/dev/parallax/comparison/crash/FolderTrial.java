package dev.parallax.comparison.crash;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.format.RowFormat;
import dev.parallax.shared.log.folder.Cleaning;
import dev.parallax.shared.log.folder.FolderLog;
import dev.parallax.shared.log.folder.FolderSettings;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.query.CommitLog;
import dev.parallax.shared.query.QueryOutput;
import dev.parallax.shared.sink.FileRowSink;
import dev.parallax.streaming.StreamQueryJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A query over a folder, to which file after file is added, that moves away what it has read, and writes its rows into files: each exactly once. */
record FolderTrial(long seed) {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();
    private static final int FILES = 16;
    private static final int LINES = 150;
    private static final Duration TRIGGER = Duration.ofMillis(500);

    /** Longer than any recovery takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** All that the query has left behind, by the name of the place: sorted lines, and the names of files. */
    Map<String, List<String>> on(FlinkCluster cluster, Strikes strikes, Path directory) {
        strikes.begin();
        try {
            Path in = Files.createDirectories(directory.resolve("in"));
            CommitLog commits = CommitLog.in(directory.resolve("commits"));
            RunningJob job = start(cluster, directory, in, commits);
            List<String> lines = lines();
            for (int file = 0; file < FILES; file++) {
                add(in, file, lines.subList(file * LINES, (file + 1) * LINES));
                await(commits, (file + 1) * LINES);
            }
            job.drain();
            job.awaitFinished();
            Map<String, List<String>> left = new TreeMap<>();
            for (String place : List.of("rows", "late", "dead-letters")) {
                left.put(place, allLines(directory.resolve(place)));
            }
            left.put("archived", names(directory.resolve("archive")));
            return left;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            strikes.end();
        }
    }

    private static RunningJob start(FlinkCluster cluster, Path directory, Path in, CommitLog commits) {
        StreamExecutionEnvironment environment = cluster.environment(2);
        StreamQueryJob.build(
                environment,
                DEVICES,
                FolderLog.of(FolderSettings.of(in, RecordFormat.named("json", DEVICES.shape()))
                        .withCleaning(new Cleaning.Archive(
                                directory.resolve("archive").toString()))),
                RollupSettings.stream(
                        DEVICES.windows(),
                        1,
                        Duration.ofDays(36_500), // a file's own time is that of its making
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        OutputMode.APPEND),
                TRIGGER,
                new QueryOutput(
                        List.of(FileRowSink.into(directory.resolve("rows"), RowFormat.NDJSON)),
                        OutputMode.APPEND,
                        1,
                        directory.resolve("dead-letters"),
                        directory.resolve("late"),
                        commits));
        return cluster.submit(environment, "folder");
    }

    private List<String> lines() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new EventGenerator(GeneratorSettings.defaults("devices")
                        .withSeed(seed)
                        .withEvents(FILES * LINES)
                        .withCustomers(40)
                        .withSpan(Duration.ofHours(4))
                        .withLateShare(0.05)
                        .withDuplicateShare(0.02)
                        .withMalformedShare(0.01))
                .writeTo(bytes);
        return List.of(bytes.toString(StandardCharsets.ISO_8859_1).split("\n", -1))
                .subList(0, FILES * LINES);
    }

    /** Under a name that is passed over until the file is whole. */
    private static void add(Path in, int number, List<String> lines) throws IOException {
        Path file = in.resolve(String.format("events-%03d.json", number));
        Path written = Files.write(in.resolve("." + file.getFileName()), lines, StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(written, FileTime.fromMillis(1_700_000_000_000L + number * 1_000L));
        Files.move(written, file);
    }

    private static void await(CommitLog commits, long lines) {
        boolean reached = Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(Duration.ofMillis(50))
                        .withMaxDuration(PATIENCE)
                        .withMaxRetries(-1)
                        .build())
                .get(() -> commits.last()
                        .map(commit -> commit.offsets().getOrDefault(0, 0L) >= lines)
                        .orElse(false));
        if (!reached) {
            throw new AssertionError("The query has not come to line " + lines + ", but to " + commits.last() + ".");
        }
    }

    private static List<String> allLines(Path directory) throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : names(directory)) {
            if (!name.startsWith(".")) {
                all.addAll(Files.readAllLines(directory.resolve(name), StandardCharsets.ISO_8859_1));
            }
        }
        return all.stream().sorted().toList();
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
