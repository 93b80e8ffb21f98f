package dev.parallax.benchmarks;

import dev.parallax.benchmarks.Program.Needs;
import dev.parallax.benchmarks.Program.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs every program on every input, round after round, and compares the rows of each run with those of the first program. A program that fails or has other
 * rows is left out from then on, and none of its times are kept.
 */
final class Benchmark {
    /** About ten seconds of a stream's work. */
    private static final int LINES_IN_PIECE = 50_000;

    private final List<Program> programs;
    private final List<Input> inputs;
    private final InputDirectory inputDirectory;
    private final ChildProcess processes;
    private final Path work;
    private final Path recordings;
    private final Results results = new Results();
    private final Map<String, String> failures = new HashMap<>();
    private final Map<Size, Rows> expected = new HashMap<>();

    /**
     * @param programs the first one is the baseline
     * @param work where programs read and write; emptied again
     * @param recordings where flight recordings go; null for none
     */
    Benchmark(
            List<Program> programs,
            List<Input> inputs,
            InputDirectory inputDirectory,
            ChildProcess processes,
            Path work,
            Path recordings) {
        this.programs = programs;
        this.inputs = inputs;
        this.inputDirectory = inputDirectory;
        this.processes = processes;
        this.work = work;
        this.recordings = recordings;
    }

    /**
     * Runs a round that does not count, because the files are not in memory yet, and then {@code rounds} that do.
     *
     * @throws ProgramFailure if the baseline fails: then there is nothing to compare with
     */
    Results run(int rounds) throws IOException, InterruptedException, ProgramFailure {
        boolean fromKafka = programs.stream().anyMatch(program -> program.needs() == Needs.TOPIC);
        try (FilledBroker broker = fromKafka ? FilledBroker.start() : null) {
            for (int round = 0; round <= rounds; round++) {
                for (Input input : inputs) {
                    for (Program program : programs) {
                        if (!failures.containsKey(program.name())) {
                            run(program, input, broker, round);
                        }
                    }
                }
            }
        }
        failures.keySet().forEach(results::remove);
        return results;
    }

    /** What went wrong, a sentence for each program that was left out. */
    List<String> failures() {
        return List.copyOf(failures.values());
    }

    private void run(Program program, Input input, FilledBroker broker, int round)
            throws IOException, InterruptedException, ProgramFailure {
        String name = program.name() + " on " + input.size();
        try {
            Measurement measurement = runAndCheck(program, input, broker, name, round);
            System.err.printf(
                    "round %d: %s: %.2f CPU s, %.2f s%s%n",
                    round,
                    name,
                    measurement.cpuSeconds(),
                    measurement.wallSeconds(),
                    round == 0 ? " (does not count)" : "");
            if (round > 0) {
                results.add(program.name(), input.size(), input.readings(), round, measurement);
            }
        } catch (ProgramFailure failure) {
            if (program.equals(programs.get(0))) {
                throw failure;
            }
            System.err.println("round " + round + ": " + failure.getMessage());
            failures.put(program.name(), failure.getMessage());
        }
    }

    private Measurement runAndCheck(Program program, Input input, FilledBroker broker, String name, int round)
            throws IOException, InterruptedException, ProgramFailure {
        if (program.needs() == Needs.PIECES) {
            inputDirectory.cut(input, LINES_IN_PIECE);
        }
        Files.createDirectories(work);
        Path directory = Files.createTempDirectory(work, "run-");
        try {
            Places places = new Places(
                    input,
                    program.needs() == Needs.TOPIC ? broker.topic(input) : List.of(),
                    Files.createDirectory(directory.resolve("out")),
                    Files.createDirectory(directory.resolve("work")));
            Measurement measurement = processes.run(
                    name, program.command().line(places), places.work(), recording(program, input, round));
            check(name, input, places.out());
            return measurement;
        } finally {
            delete(directory);
        }
    }

    private Path recording(Program program, Input input, int round) {
        return recordings == null
                ? null
                : recordings.resolve(
                        program.name().replace('/', '-') + "-" + input.size() + "-round-" + round + ".jfr");
    }

    private void check(String name, Input input, Path out) throws IOException, ProgramFailure {
        Rows rows;
        try {
            rows = Rows.in(out);
        } catch (IllegalArgumentException e) {
            throw new ProgramFailure(name + " wrote other rows: " + e.getMessage());
        }
        Optional<String> difference =
                expected.computeIfAbsent(input.size(), size -> rows).firstDifference(rows);
        if (difference.isPresent()) {
            throw new ProgramFailure(
                    name + " wrote other rows than " + programs.get(0).name() + ": " + difference.get());
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
