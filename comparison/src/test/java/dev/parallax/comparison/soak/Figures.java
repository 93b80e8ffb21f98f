package dev.parallax.comparison.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** What a soak run has to show, as the tables of {@code docs/soak.md}. */
final class Figures {
    private final long seed;
    private final Map<String, List<String>> outcomes = new TreeMap<>();
    private long seconds;

    Figures(long seed) {
        this.seed = seed;
    }

    /** A trial is over. */
    void add(String variant, List<String> differences, long secondsSoFar) {
        outcomes.computeIfAbsent(variant, name -> new ArrayList<>())
                .add(differences.isEmpty() ? "" : String.join(" ", differences));
        seconds = secondsSoFar;
    }

    void write(Path file, List<Kill> kills, List<String> standstills, List<Memory.Course> courses) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Seed %d, %.1f minutes, %d comparisons, %d kills.",
                seed,
                seconds / 60.0,
                outcomes.values().stream().mapToInt(List::size).sum(),
                kills.size()));
        lines.addAll(List.of("", "| comparison | runs | as without a kill |", "| --- | --- | --- |"));
        outcomes.forEach((variant, found) -> lines.add("| " + variant + " | " + found.size() + " | "
                + found.stream().filter(String::isEmpty).count() + " |"));
        lines.addAll(List.of(
                "",
                "| what was done | times | recovered in s: median | 90 % | longest | not waited for |",
                "| --- | --- | --- | --- | --- | --- |"));
        Map<String, List<Kill>> byKind =
                kills.stream().collect(Collectors.groupingBy(Kill::what, TreeMap::new, Collectors.toList()));
        byKind.forEach((what, of) -> lines.add(row(what, of)));
        lines.add(row("all", kills));
        lines.addAll(List.of(
                "",
                "| process | starts | MiB: least | mean | most | slope, MiB an hour |",
                "| --- | --- | --- | --- | --- | --- |"));
        for (Memory.Course course : courses) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.0f | %.0f | %s ± %s |",
                    course.process(),
                    course.starts(),
                    course.least(),
                    course.mean(),
                    course.most(),
                    figure(course.slope()),
                    figure(course.error())));
        }
        lines.add("");
        standstills.forEach(lines::add);
        outcomes.forEach((variant, found) -> found.stream()
                .filter(differences -> !differences.isEmpty())
                .forEach(differences -> lines.add(variant + ": " + differences)));
        Files.write(file, lines);
    }

    private static String row(String what, List<Kill> kills) {
        DescriptiveStatistics recovery = new DescriptiveStatistics();
        kills.stream().filter(Kill::isRecovered).forEach(kill -> recovery.addValue(kill.recoveryMillis() / 1e3));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %d |",
                what,
                kills.size(),
                figure(recovery.getPercentile(50)),
                figure(recovery.getPercentile(90)),
                figure(recovery.getMax()),
                kills.size() - recovery.getN());
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
