package dev.parallax.comparison.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of the crash points, once each; {@link CrashPointsTest} has them all, and takes longer. */
@Tag("crash-points")
final class CrashSampleTest {
    private static final Set<CrashPoint> SAMPLE = Set.of(CrashPoint.BEFORE_COMMIT, CrashPoint.CHECKPOINT_STORED);

    @TempDir
    Path directory;

    @Test
    void theViewsAreThoseOfARunWithoutCrashes() {
        CrashPoints points = CrashPoints.in(directory, JobClasses.jars(directory));
        try (Installation installation = Installation.start(directory.resolve("installation"), points.options())) {
            Aim aim = new Aim(installation, points, 1);
            aim.at(SAMPLE);
            Trial trial = Trial.sample();
            Trial.Result undisturbed = trial.undisturbed(directory.resolve("undisturbed"));

            Trial.Result struck = trial.on(installation, "kafka", aim, directory.resolve("struck"));

            assertThat(points.hits().keySet()).containsExactlyInAnyOrder("before-commit", "checkpoint-stored");
            assertThat(struck.differencesFrom(undisturbed)).isEmpty();
        }
    }
}
