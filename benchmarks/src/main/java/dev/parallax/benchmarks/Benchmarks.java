package dev.parallax.benchmarks;

import dev.parallax.shared.job.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmarks. */
@Command(
        name = "benchmarks/run",
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Runs programs that compute the same rows from the same events, each in a process of its own, round after round, and prints "
                    + "what each took beside a single thread. Times are printed only of programs whose rows are equal to the baseline's.",
            "",
            "benchmarks/run jmh [PATTERN] measures the hot paths alone."
        },
        footer = {
            "",
            "Exit status: 0 done, 1 a program failed or has other rows, 2 bad usage.",
            "",
            "Examples:",
            "  benchmarks/run --sizes 1M,5M --rounds 5",
            "  benchmarks/run --programs 'run-*' --parallelism 1,2,4",
            "  benchmarks/run --programs spark-batch,run-batch"
        })
final class Benchmarks implements Callable<Integer> {
    private final Path home = Path.of(System.getProperty("parallax.home", ".")).toAbsolutePath();

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            defaultValue = "500k,2M",
            description = "Readings, like 500k or 2M; the slope is that between the smallest and the largest. Default: "
                    + "${DEFAULT-VALUE}.")
    private List<Size> sizes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How many count; one more comes before them. 0 only compares the rows. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--programs",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "baseline,by-hand,run-batch,run-stream,idiomatic-*",
            description =
                    "Names or patterns, with or without their parallelism, like run-* or run-batch/2; --list shows "
                            + "them. The baseline always runs. Default: ${DEFAULT-VALUE}.")
    private List<String> programs;

    @Option(names = "--list", description = "Show the names of all programs.")
    private boolean list;

    @Option(
            names = "--parallelism",
            split = ",",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of the programs that have one; several for several variants. Default: ${DEFAULT-VALUE}.")
    private List<Integer> parallelisms;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many there are: the more, the fewer events a row. Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the events. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "3g",
            description = "Of each program. Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--limit",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long a program may run. Default: ${DEFAULT-VALUE}.")
    private Duration limit;

    @Option(names = "--jfr", paramLabel = "DIR", description = "Leave a flight recording of each run there.")
    private Path recordings;

    @Option(
            names = "--shared",
            description = "Others use the machine: the file then has ratios only, which bear that better.")
    private boolean shared;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the results go. Default: benchmarks/RESULTS.md.")
    private Path out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean helpWanted;

    private Benchmarks() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Benchmarks())
                .registerConverter(Size.class, Size::parse)
                .registerConverter(Duration.class, Durations::parse)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    System.err.println("benchmarks: " + problem.getMessage());
                    return problem instanceof IllegalArgumentException ? 2 : 1;
                });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ProgramFailure {
        Catalogue catalogue = new Catalogue(home, heap, parallelisms);
        if (list) {
            catalogue.names().forEach(System.out::println);
            return 0;
        }
        Path target = home.resolve("benchmarks/target");
        List<Program> chosen = catalogue.matching(programs);
        InputDirectory inputDirectory = new InputDirectory(target.resolve("input"), customers, seed);
        List<Input> inputs = new ArrayList<>();
        for (Size size : sizes.stream().distinct().sorted().toList()) {
            inputs.add(inputDirectory.input(size));
        }
        if (recordings != null) {
            recordings = Files.createDirectories(recordings).toAbsolutePath();
        }
        double loadBefore = Conditions.load();
        ChildProcess processes = new ChildProcess(home.resolve("benchmarks/measure"), heap, limit);
        Benchmark benchmark =
                new Benchmark(chosen, inputs, inputDirectory, processes, target.resolve("work"), recordings);
        Results results = benchmark.run(rounds);
        write(
                results,
                new Conditions(
                        inputs,
                        customers,
                        rounds,
                        heap,
                        shared,
                        recordings != null,
                        loadBefore,
                        results.knowsMemory()));
        benchmark.failures().forEach(failure -> System.err.println("benchmarks: " + failure));
        return benchmark.failures().isEmpty() ? 0 : 1;
    }

    private void write(Results results, Conditions conditions) throws IOException {
        String circumstances = conditions.text(home);
        System.out.println(new ResultTable(results, Catalogue.BASELINE, false).text());
        System.out.print(circumstances);
        Path file = out == null ? home.resolve("benchmarks/RESULTS.md") : out;
        Files.writeString(
                file,
                "# Results\n\nWritten by `benchmarks/run`; [README.md](README.md) says what the programs are.\n\n"
                        + circumstances + "\n" + new ResultTable(results, Catalogue.BASELINE, shared).text());
        System.err.println("Written to " + file + ".");
    }
}
