package dev.parallax.comparison.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.crash.CrashPoints;
import dev.parallax.comparison.crash.Installation;
import dev.parallax.comparison.crash.JobClasses;
import dev.parallax.comparison.crash.Trial;
import dev.parallax.shared.flow.OutputMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Comparison after comparison on processes that are killed at random, for {@code -Dsoak.minutes}: each must end as it does where nothing is killed. With the
 * same {@code -Dsoak.seed} the same is done to the same processes, at moments that are never quite the same.
 */
@Tag("soak")
final class SoakTest {
    private static final Path DIRECTORY = Path.of("target", "soak").toAbsolutePath();

    /**
     * A comparison that is repeated.
     *
     * @param views where they live
     * @param exact which architectures must have every row right at every cut
     */
    private record Variant(String name, Trial trial, String views, Set<String> exact) {
        List<String> differences(Trial.Result found, Trial.Result undisturbed) {
            List<String> differences = new ArrayList<>(found.differencesFrom(undisturbed));
            exact.stream()
                    .filter(architecture -> !found.isExact(architecture))
                    .forEach(architecture -> differences.add(architecture + " was not the truth at every cut."));
            return differences;
        }
    }

    private static List<Variant> variants(Random random) {
        Trial update = Trial.of(random.nextInt(1_000_000), OutputMode.UPDATE);
        Trial append = Trial.of(random.nextInt(1_000_000), OutputMode.APPEND);
        Trial noCopies = update.withEvents(update.events().withDuplicateShare(0));
        Trial orderly = noCopies.withEvents(noCopies.events().withLateShare(0));
        return List.of(
                new Variant("update, views in Kafka", update, "kafka", Set.of()),
                new Variant("append, views in Kafka", append, "kafka", Set.of()),
                new Variant("update, views in Redis", update, "redis", Set.of()),
                new Variant("append, views in Redis", append, "redis", Set.of()),
                new Variant("no duplicates", noCopies, "kafka", Set.of("lambda")),
                new Variant("no duplicates, nothing late", orderly, "kafka", Set.of("lambda", "kappa")));
    }

    @Test
    void everyComparisonEndsAsIfNothingHadBeenKilled() throws IOException {
        long given = Long.getLong("soak.seed", 0);
        long seed = given == 0 ? 1 + new Random().nextInt(1_000_000) : given;
        Duration length = Duration.ofMinutes(Long.getLong("soak.minutes", 60));
        say("Soak test of " + length.toMinutes() + " minutes; to repeat it: -Dsoak.seed=" + seed);
        FileUtils.deleteDirectory(DIRECTORY.toFile());
        Files.createDirectories(DIRECTORY);
        Random random = new Random(seed);
        List<Variant> variants = variants(random);
        Map<Variant, Trial.Result> undisturbed = undisturbed(variants);
        CrashPoints points = CrashPoints.in(DIRECTORY, JobClasses.jars(DIRECTORY));
        List<String> failures = new ArrayList<>();
        try (Installation installation = Installation.start(DIRECTORY.resolve("installation"), points.options());
                Memory memory = new Memory(installation)) {
            RandomKills kills = new RandomKills(installation, points, random.nextLong());
            Figures figures = new Figures(seed);
            long started = System.nanoTime();
            for (int number = 1; System.nanoTime() - started < length.toNanos(); number++) {
                Variant variant = variants.get(random.nextInt(variants.size()));
                Path place = DIRECTORY.resolve("comparison-" + number);
                List<String> differences = run(variant, installation, kills, place, undisturbed.get(variant));
                memory.sampleHeap();
                long seconds = (System.nanoTime() - started) / 1_000_000_000;
                say(String.format(
                        "%d:%02d  comparison %d (%s): %s; %d kills so far",
                        seconds / 60,
                        seconds % 60,
                        number,
                        variant.name(),
                        differences.isEmpty() ? "as without a kill" : differences,
                        kills.kills().size()));
                if (differences.isEmpty()) {
                    FileUtils.deleteDirectory(place.toFile());
                } else {
                    failures.add("comparison " + number + " (" + variant.name() + "): " + differences);
                }
                figures.add(variant.name(), differences, seconds);
                figures.write(DIRECTORY.resolve("figures.md"), kills.kills(), kills.standstills(), memory.courses());
                memory.write(DIRECTORY.resolve("memory.csv"));
            }
            failures.addAll(kills.standstills());
            say(Files.readString(DIRECTORY.resolve("figures.md")));
            assertThat(kills.kills()).as("kills").isNotEmpty();
        }
        assertThat(failures).isEmpty();
    }

    /** What each gives where nothing is killed; the ones that are to be exact are. */
    private static Map<Variant, Trial.Result> undisturbed(List<Variant> variants) {
        Map<Variant, Trial.Result> results = new LinkedHashMap<>();
        for (Variant variant : variants) {
            Path place = DIRECTORY.resolve("undisturbed-" + results.size());
            Trial.Result result = results.keySet().stream()
                    .filter(known -> known.trial().equals(variant.trial()))
                    .findFirst()
                    .map(results::get)
                    .orElseGet(() -> variant.trial().undisturbed(place));
            assertThat(variant.differences(result, result)).isEmpty();
            results.put(variant, result);
            say("Without kills: " + variant.name());
        }
        return results;
    }

    /** What is otherwise; a comparison that fails is something else, too. */
    private static List<String> run(
            Variant variant, Installation installation, RandomKills kills, Path place, Trial.Result undisturbed) {
        try {
            return variant.differences(variant.trial().on(installation, variant.views(), kills, place), undisturbed);
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            say(trace.toString());
            return List.of("It failed: " + e);
        }
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
