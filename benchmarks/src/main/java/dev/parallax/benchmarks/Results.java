package dev.parallax.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What was measured, round by round, and what follows from it. A ratio or a slope is taken within a round, and then the median over the rounds. */
final class Results {
    private final Map<Size, Long> readings = new TreeMap<>();
    private final Set<String> programs = new LinkedHashSet<>();
    private final List<Run> runs = new ArrayList<>();

    private record Run(String program, Size size, int round, Measurement measurement) {}

    /** @param ofInput how many readings the input of this size really has */
    void add(String program, Size size, long ofInput, int round, Measurement measurement) {
        programs.add(program);
        readings.put(size, ofInput);
        runs.add(new Run(program, size, round, measurement));
    }

    /** Forgets a program whose times mean nothing. */
    void remove(String program) {
        programs.remove(program);
        runs.removeIf(run -> run.program().equals(program));
    }

    List<String> programs() {
        return List.copyOf(programs);
    }

    List<Size> sizes() {
        return List.copyOf(readings.keySet());
    }

    long readings(Size size) {
        return readings.get(size);
    }

    /** Whether the peaks of memory were measured. */
    boolean knowsMemory() {
        return runs.stream().allMatch(run -> run.measurement().peakMebibytes().isPresent());
    }

    OptionalDouble cpuSeconds(String program, Size size) {
        return median(program, size, Measurement::cpuSeconds);
    }

    OptionalDouble wallSeconds(String program, Size size) {
        return median(program, size, Measurement::wallSeconds);
    }

    OptionalDouble peakMebibytes(String program, Size size) {
        return median(runs(program, size).values().stream()
                .flatMap(run -> run.peakMebibytes().stream().boxed())
                .toList());
    }

    OptionalDouble readingsPerSecond(String program, Size size) {
        return median(program, size, run -> readings.get(size) / run.wallSeconds());
    }

    /** CPU time over that of {@code baseline}. */
    OptionalDouble ratio(String program, String baseline, Size size) {
        Map<Integer, Measurement> base = runs(baseline, size);
        List<Double> ratios = new ArrayList<>();
        runs(program, size).forEach((round, run) -> {
            if (base.containsKey(round)) {
                ratios.add(run.cpuSeconds() / base.get(round).cpuSeconds());
            }
        });
        return median(ratios);
    }

    /** CPU seconds per extra million readings, between the smallest and the largest size; empty if there is one size. */
    OptionalDouble slope(String program) {
        return median(List.copyOf(slopes(program).values()));
    }

    /** The slope over that of {@code baseline}. */
    OptionalDouble slopeRatio(String program, String baseline) {
        Map<Integer, Double> base = slopes(baseline);
        List<Double> ratios = new ArrayList<>();
        slopes(program).forEach((round, slope) -> {
            if (base.containsKey(round)) {
                ratios.add(slope / base.get(round));
            }
        });
        return median(ratios);
    }

    private Map<Integer, Double> slopes(String program) {
        TreeSet<Size> sizes = new TreeSet<>(readings.keySet());
        Map<Integer, Double> slopes = new TreeMap<>();
        if (sizes.size() < 2) {
            return slopes;
        }
        Size small = sizes.first();
        Size large = sizes.last();
        double extraMillions = (readings.get(large) - readings.get(small)) / 1e6;
        Map<Integer, Measurement> ofSmall = runs(program, small);
        runs(program, large).forEach((round, run) -> {
            if (ofSmall.containsKey(round)) {
                slopes.put(round, (run.cpuSeconds() - ofSmall.get(round).cpuSeconds()) / extraMillions);
            }
        });
        return slopes;
    }

    private Map<Integer, Measurement> runs(String program, Size size) {
        Map<Integer, Measurement> byRound = new TreeMap<>();
        for (Run run : runs) {
            if (run.program().equals(program) && run.size().equals(size)) {
                byRound.put(run.round(), run.measurement());
            }
        }
        return byRound;
    }

    private OptionalDouble median(String program, Size size, ToDoubleFunction<Measurement> figure) {
        return median(runs(program, size).values().stream()
                .mapToDouble(figure)
                .boxed()
                .toList());
    }

    /** The middle one, or the mean of the two in the middle; empty of none. */
    static OptionalDouble median(List<Double> figures) {
        if (figures.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
