package dev.parallax.comparison.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.crash.CrashPoint.Occasion;
import dev.parallax.shared.flow.OutputMode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every crash point is hit so and so often (ten times, unless {@code -Dcrash.hits} says otherwise), and what comes of it is what comes without a crash. */
@Tag("crash-points")
final class CrashPointsTest {
    static final int HITS = Integer.getInteger("crash.hits", 10);

    /** Labels of those that are wanted, with commas; all, if it is empty. */
    private static final String ONLY = System.getProperty("crash.points", "");

    /** A point that is not hit after so many trials in a row will not be. */
    private static final int TRIALS_WITHOUT_A_HIT = 4;

    @TempDir
    static Path directory;

    private static CrashPoints points;
    private static Installation installation;
    private static Aim aim;
    private int trials;

    @BeforeAll
    static void start() {
        points = CrashPoints.in(directory, JobClasses.jars(directory));
        installation = Installation.start(directory.resolve("installation"), points.options());
        aim = new Aim(installation, points, HITS);
    }

    @AfterAll
    static void close() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void aComparisonWithViewsInKafka() {
        compare(
                "kafka",
                OutputMode.UPDATE,
                EnumSet.of(
                        Occasion.STREAM,
                        Occasion.RESTORE,
                        Occasion.BATCH,
                        Occasion.END,
                        Occasion.OUTSIDE,
                        Occasion.OUTSIDE_AT_END));
    }

    @Test
    void aComparisonWithViewsInRedis() {
        compare("redis", OutputMode.APPEND, EnumSet.of(Occasion.REDIS));
    }

    @Test
    void aComparisonWithViewsInFiles() {
        compare("file", OutputMode.UPDATE, EnumSet.of(Occasion.FILES));
    }

    private void compare(String views, OutputMode outputMode, Set<Occasion> occasions) {
        Set<CrashPoint> reachable = pointsOf(occasions);
        Trial trial = Trial.of(7, outputMode);
        Trial.Result undisturbed = trial.undisturbed(directory.resolve(views));
        strike(
                reachable,
                place -> assertThat(trial.on(installation, views, aim, place).differencesFrom(undisturbed))
                        .isEmpty());
    }

    @Test
    void aQueryThatReadsAFolderAndWritesFiles() {
        FolderTrial trial = new FolderTrial(7);
        Map<String, List<String>> undisturbed;
        try (FlinkCluster local = FlinkCluster.local(4, directory.resolve("local"))) {
            undisturbed = trial.on(local, Strikes.NONE, directory.resolve("undisturbed-query"));
        }
        assertThat(undisturbed.values())
                .as("rows, late ones, dead letters, files")
                .noneMatch(List::isEmpty);
        strike(pointsOf(EnumSet.of(Occasion.QUERY)), place -> {
            try (FlinkCluster cluster = installation.cluster()) {
                assertThat(trial.on(cluster, aim, place)).isEqualTo(undisturbed);
            }
        });
    }

    private interface Struck {
        void in(Path place);
    }

    /** Repeats it until each of the points was hit often enough. */
    private void strike(Set<CrashPoint> reachable, Struck trial) {
        aim.at(reachable);
        int withoutHit = 0;
        while (aim.isWanting() && withoutHit < TRIALS_WITHOUT_A_HIT) {
            Map<String, Long> before = points.hits();
            trial.in(directory.resolve("trial-" + ++trials + "-" + System.nanoTime()));
            withoutHit = points.hits().equals(before) ? withoutHit + 1 : 0;
            System.out.println("After " + trials + " runs: " + points.hits());
        }
        assertThat(reachable)
                .allSatisfy(point -> assertThat(points.hitsOf(point))
                        .as("hits of " + point.label())
                        .isGreaterThanOrEqualTo(HITS));
    }

    static Set<CrashPoint> pointsOf(Set<Occasion> occasions) {
        return Stream.of(CrashPoint.values())
                .filter(point -> occasions.contains(point.occasion()))
                .filter(point -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(point.label()))
                .collect(Collectors.toSet());
    }
}
