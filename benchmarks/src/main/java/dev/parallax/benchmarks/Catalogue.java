package dev.parallax.benchmarks;

import dev.parallax.benchmarks.Program.Needs;
import dev.parallax.benchmarks.programs.Baseline;
import dev.parallax.benchmarks.programs.ByHand;
import dev.parallax.benchmarks.programs.IdiomaticFlink;
import dev.parallax.benchmarks.programs.IdiomaticJava;
import dev.parallax.benchmarks.programs.StreamView;
import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Every program there is, in the order in which a round runs them. */
final class Catalogue {
    static final String BASELINE = "baseline";

    private final Path home;
    private final String heap;
    private final List<Program> programs = new ArrayList<>();

    /**
     * @param home the project's directory
     * @param heap of each program's JVM, like {@code 3g}
     * @param parallelisms of the programs that have one
     */
    Catalogue(Path home, String heap, List<Integer> parallelisms) {
        this.home = home;
        this.heap = heap;
        add(BASELINE, Baseline.class);
        add("by-hand", ByHand.class);
        add("idiomatic-java", IdiomaticJava.class);
        for (int parallelism : parallelisms) {
            addParallel(parallelism);
        }
    }

    private void add(String name, Class<?> main) {
        programs.add(new Program(
                name,
                Needs.FILES,
                places -> java(
                        places,
                        main,
                        List.of(
                                places.input().directory().toString(),
                                places.out().toString()))));
    }

    private void addParallel(int parallelism) {
        addRun("run-batch", "batch", Needs.FILES, parallelism);
        addRun("run-stream", "stream", Needs.FILES, parallelism);
        addRun("run-batch-kafka", "batch", Needs.TOPIC, parallelism);
        addRun("run-stream-kafka", "stream", Needs.TOPIC, parallelism);
        addStream("stream-heap", "hashmap", "10s", parallelism);
        addStream("stream-rocksdb", "rocksdb", "10s", parallelism);
        addStream("stream-heap-1s", "hashmap", "1s", parallelism);
        addStream("stream-heap-none", "hashmap", "none", parallelism);
        addIdiomatic("idiomatic-batch", "BATCH", parallelism);
        addIdiomatic("idiomatic-stream", "STREAMING", parallelism);
        if (Files.isDirectory(home.resolve("benchmarks/spark/target/lib"))) {
            addSpark("spark-batch", Needs.FILES, parallelism);
            addSpark("spark-stream", Needs.PIECES, parallelism);
        }
    }

    private void addRun(String name, String mode, Needs needs, int parallelism) {
        programs.add(new Program(name + "/" + parallelism, needs, places -> {
            List<String> line = new ArrayList<>(List.of(home.resolve("parallax").toString(), "run", mode));
            line.addAll(
                    needs == Needs.TOPIC
                            ? places.topic()
                            : List.of("--events", places.input().directory().toString()));
            line.addAll(List.of(
                    "--parallelism",
                    Integer.toString(parallelism),
                    "--out",
                    places.out().toString()));
            return line;
        }));
    }

    private void addStream(String name, String state, String checkpointEvery, int parallelism) {
        programs.add(new Program(name + "/" + parallelism, Needs.FILES, places -> {
            List<String> arguments = options(places, parallelism);
            arguments.addAll(List.of("--state", state, "--checkpoint-every", checkpointEvery));
            return java(places, StreamView.class, arguments);
        }));
    }

    private void addIdiomatic(String name, String mode, int parallelism) {
        programs.add(new Program(name + "/" + parallelism, Needs.FILES, places -> {
            List<String> arguments = options(places, parallelism);
            arguments.addAll(List.of("--mode", mode));
            return java(places, IdiomaticFlink.class, arguments);
        }));
    }

    private void addSpark(String name, Needs needs, int parallelism) {
        Path target = home.resolve("benchmarks/spark/target");
        String classPath = target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
        programs.add(new Program(
                name + "/" + parallelism,
                needs,
                places -> java(
                        places,
                        "dev.parallax.benchmarks.spark.SparkRows",
                        classPath,
                        SPARK_ON_JDK_17,
                        List.of(
                                name.replace("spark-", ""),
                                (needs == Needs.PIECES
                                                ? places.input().pieces()
                                                : places.input().directory())
                                        .toString(),
                                places.out().toString(),
                                places.work().toString(),
                                Integer.toString(parallelism)))));
    }

    /** What Spark's own launcher opens for it, as far as these programs need it. */
    private static final List<String> SPARK_ON_JDK_17 = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
            "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    private static List<String> options(Program.Places places, int parallelism) {
        return new ArrayList<>(List.of(
                "--events",
                places.input().directory().toString(),
                "--out",
                places.out().toString(),
                "--work",
                places.work().toString(),
                "--parallelism",
                Integer.toString(parallelism)));
    }

    private List<String> java(Program.Places places, Class<?> main, List<String> arguments) {
        return java(places, main.getName(), System.getProperty("java.class.path"), List.of(), arguments);
    }

    /** The same JVM and settings that the launcher gives Parallax. */
    private List<String> java(
            Program.Places places, String main, String classPath, List<String> options, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "@" + home.resolve("comparison/java-options"),
                "-Djava.io.tmpdir=" + places.work(),
                "-Dparallax.log.level=" + System.getProperty("parallax.log.level", "OFF"),
                "-Dlog4j2.disableJmx=true"));
        line.addAll(options);
        line.addAll(List.of("-cp", classPath, main));
        line.addAll(arguments);
        return line;
    }

    List<String> names() {
        return programs.stream().map(Program::name).toList();
    }

    /**
     * The programs whose names match one of the patterns, with or without their parallelism, and the baseline before them.
     *
     * @throws IllegalArgumentException if a pattern matches none
     */
    List<Program> matching(List<String> patterns) {
        for (String pattern : patterns) {
            if (programs.stream().noneMatch(program -> matches(program, pattern))) {
                throw new IllegalArgumentException(
                        "There is no program '" + pattern + "'; there are " + String.join(", ", names()) + ".");
            }
        }
        return programs.stream()
                .filter(program -> program.name().equals(BASELINE)
                        || patterns.stream().anyMatch(pattern -> matches(program, pattern)))
                .toList();
    }

    private static boolean matches(Program program, String pattern) {
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return glob.matches(Path.of(program.name()))
                || glob.matches(Path.of(program.name().replaceFirst("/.*", "")));
    }
}
