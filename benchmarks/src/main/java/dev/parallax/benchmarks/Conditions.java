package dev.parallax.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * Under which circumstances was measured.
 *
 * @param inputs what the programs read
 * @param customers how many there are in it
 * @param rounds that counted
 * @param heap of each JVM
 * @param shared whether others used the machine meanwhile, as the user says
 * @param recorded whether flight recordings were made
 * @param loadBefore how many programs wanted a core before
 * @param knowsMemory whether the peaks of memory were measured, which bash cannot
 */
record Conditions(
        List<Input> inputs,
        int customers,
        int rounds,
        String heap,
        boolean shared,
        boolean recorded,
        double loadBefore,
        boolean knowsMemory) {
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    String text(Path home) throws IOException {
        String sizes = inputs.stream()
                .map(input -> String.format(
                        Locale.ROOT, "%,d readings in %,d MB", input.readings(), input.bytes() / 1_000_000))
                .collect(Collectors.joining("; "));
        return String.format(
                Locale.ROOT,
                """
                * %s, %d cores, %s; JDK %s; Flink %s%s
                * %s; a load average of %.1f before
                * input: %s, of %,d customers, in 4 files; about two readings an event, 20,000 events in ten minutes of event time; nothing late, 1 %% sent twice, 1 %% malformed or invalid
                * each program in a JVM of its own with %s of heap and the other settings of `./parallax`%s; in a round every program ran on every size; medians of those that count (%d), before which one did not
                * CPU is user and system time of the process with all its children, %s; the broker's is not in it
                * in every run the rows were equal to the baseline's
                """,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version(),
                EnvironmentInformation.getVersion(),
                spark(home),
                shared ? "machine shared with other work" : "machine not shared, as far as is known",
                loadBefore,
                sizes,
                customers,
                heap,
                recorded ? ", with a flight recording" : "",
                rounds,
                knowsMemory ? "by GNU time, like the peak of resident memory" : "by bash's time");
    }

    private static String spark(Path home) throws IOException {
        Path libraries = home.resolve("benchmarks/spark/target/lib");
        if (!Files.isDirectory(libraries)) {
            return "";
        }
        try (var files = Files.list(libraries)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("spark-sql_"))
                    .map(name -> "; Spark " + name.replaceAll(".*-|\\.jar$", ""))
                    .findFirst()
                    .orElse("");
        }
    }
}
