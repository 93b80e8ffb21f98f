package dev.parallax.comparison.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.cli.Launched;
import dev.parallax.comparison.cli.Ran;
import dev.parallax.comparison.crash.CrashPoint.Occasion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rewind, and its undoing, that die at a crash point, again and again: the same command completes them, and everything is as after one that nothing happened to. */
@Tag("crash-points")
final class CrashInRewindTest {
    private static final int KILLED = 137;

    @TempDir
    Path directory;

    private final List<Long> stops = new ArrayList<>();
    private CrashPoints points;
    private Path checkpoint;
    private Path in;
    private Path archive;

    @BeforeEach
    void aQueryThatStoppedThreeTimes() throws Exception {
        points = CrashPoints.in(directory.resolve("points"), List.of());
        checkpoint = directory.resolve("checkpoint");
        in = Files.createDirectories(directory.resolve("in"));
        archive = directory.resolve("archive");
        for (int number = 1; number <= 3; number++) {
            // Each file has its line that is none.
            Path file = Files.writeString(directory.resolve("written"), said(number, "owl") + said(number, "o\"wl"));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-04-09T12:0" + number + ":00Z")));
            Files.move(file, in.resolve(number + ".json"));
            run();
            stops.add(lastCommit());
        }
    }

    private static String said(int minute, String word) {
        return "{\"event_time\":\"2024-04-09 12:0" + minute + ":00\",\"data\":\"" + word + "\"}\n";
    }

    private Ran run() {
        Ran ran = Ran.parallax(("run stream --pipeline words --trigger available-now --output-mode update --files " + in
                        + " --clean archive:" + archive + " --checkpoint " + checkpoint + " --sink file:"
                        + directory.resolve("out"))
                .split(" "));
        assertThat(ran.status()).as(ran.errors()).isZero();
        return ran;
    }

    @Test
    void theSameCommandCompletesWhatDied() throws Exception {
        String[] forward = {"--to", "" + stops.get(0)};
        String[] back = {"--undo"};
        Map<String, String> before = contents();
        assertThat(rewind(forward)).isZero();
        Map<String, String> rewound = contents();
        assertThat(rewound).isNotEqualTo(before);
        assertThat(rewind(back)).isZero();
        assertThat(contents()).isEqualTo(before);

        for (CrashPoint point : CrashPointsTest.pointsOf(EnumSet.of(Occasion.REWIND))) {
            while (points.hitsOf(point) < CrashPointsTest.HITS) {
                long hits = points.hitsOf(point);
                dyingAt(point, forward);
                assertThat(contents()).isEqualTo(rewound);
                dyingAt(point, back);
                assertThat(contents()).isEqualTo(before);
                assertThat(points.hitsOf(point)).as(point.label()).isGreaterThan(hits);
            }
        }

        assertThat(rewind(forward)).isZero();
        assertThat(run().errors()).contains("4 records in");
        assertThat(lastRow()).contains("\"key\":\"owl\"").contains("\"count\":3");
    }

    /** Until it does not die any more. While something is left to be moved, it dies anew behind each move. */
    private void dyingAt(CrashPoint point, String... where) throws Exception {
        points.arm(point);
        while (rewind(where) == KILLED) {
            assertThat(Ran.parallax(
                                    "run",
                                    "stream",
                                    "--pipeline",
                                    "words",
                                    "--files",
                                    in.toString(),
                                    "--sink",
                                    "blackhole",
                                    "--checkpoint",
                                    checkpoint.toString())
                            .errors())
                    .contains("A rewind of " + checkpoint + " was interrupted")
                    .contains(String.join(" ", where) + " completes it.");
            if (point == CrashPoint.REWIND_MOVING) {
                points.arm(point);
            }
        }
        points.disarm(point);
    }

    /** Its exit status. */
    private int rewind(String... where) throws Exception {
        List<String> command = new ArrayList<>(List.of("checkpoints", "rewind", checkpoint.toString()));
        command.addAll(List.of(where));
        try (Launched launched = Launched.withOptions(
                Files.createDirectories(directory.resolve("launched")),
                points.options(),
                command.toArray(String[]::new))) {
            int status = launched.exitStatus();
            assertThat(status).as(launched.errors()).isIn(0, KILLED);
            return status;
        }
    }

    private long lastCommit() throws IOException {
        try (Stream<Path> files = Files.list(checkpoint.resolve("commits"))) {
            return files.mapToLong(file -> Long.parseLong(file.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    /** Every file of the query, its folder and its archive, with what it holds; but for the times at which things were set aside. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path root : List.of(checkpoint, in, archive)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    contents.put(
                            timeless(directory.relativize(file).toString()),
                            timeless(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
                }
            }
        }
        return contents;
    }

    private static String timeless(String text) {
        return text.replaceAll("\\d{8}-\\d{6}(-\\d+)?", "TIME");
    }

    private String lastRow() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            Path last = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
            List<String> rows = Files.readAllLines(last);
            return rows.get(rows.size() - 1);
        }
    }
}
