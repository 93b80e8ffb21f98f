package dev.parallax.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * How a JVM is started as a process of its own. Its directory is also its working directory, and holds its log ({@code logs/NAME.log}), its temporary files
 * ({@code temporary/NAME}, empty at each start) and a note of its number ({@code pids/NAME.pid}).
 */
public final class JavaProcess {
    private final ProcessFiles files;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private Supplier<List<String>> perStart = List::of;
    private final Map<String, String> environment = new HashMap<>();
    private String main;
    private String classPath = System.getProperty("java.class.path");
    private boolean detached;

    private JavaProcess(ProcessFiles files) {
        this.files = files;
    }

    /**
     * @param name unique in the directory, fit for the name of a file
     * @param directory made if there is none
     */
    public static JavaProcess named(String name, Path directory) {
        return new JavaProcess(new ProcessFiles(directory, name));
    }

    /** The class that it begins with. */
    public JavaProcess main(String className) {
        main = className;
        return this;
    }

    /** Its class path, as the system writes one. Unless said, it is this JVM's own. */
    public JavaProcess classPath(String path) {
        classPath = path;
        return this;
    }

    /** The same, entry by entry. */
    public JavaProcess classPath(List<Path> entries) {
        return classPath(entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** More options of the JVM itself. */
    public JavaProcess options(List<String> more) {
        options.addAll(more);
        return this;
    }

    /** More options of the JVM itself. */
    public JavaProcess options(String... more) {
        return options(List.of(more));
    }

    /** More of what {@code main} is given. */
    public JavaProcess arguments(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** More of what {@code main} is given. */
    public JavaProcess arguments(String... more) {
        return arguments(List.of(more));
    }

    /** The last of what {@code main} is given, asked for at each start. */
    public JavaProcess argumentsOfEachStart(Supplier<List<String>> last) {
        perStart = last;
        return this;
    }

    /** More variables of its environment, besides those of this process. */
    public JavaProcess environment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Whether it outlives this process, and the terminal that this one was started from. */
    public JavaProcess detached(boolean wanted) {
        detached = wanted;
        return this;
    }

    /** Starts it; it may take a while until it does its work. */
    public OwnProcess start() {
        OwnProcess process = new OwnProcess(this);
        process.start();
        return process;
    }

    ProcessFiles files() {
        return files;
    }

    boolean isDetached() {
        return detached;
    }

    ProcessHandle launch() {
        try {
            Files.createDirectories(files.log().getParent());
            Files.createDirectories(files.temporary());
            FileUtils.cleanDirectory(files.temporary().toFile());
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(files.directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
            // Not among the arguments, where it would fill every list of processes.
            builder.environment().put("CLASSPATH", classPath);
            builder.environment().putAll(environment);
            ProcessHandle process = builder.start().toHandle();
            PidFile.write(files.pid(), process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("The " + files.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), files.mark());
        return Stream.of(
                        session().stream(),
                        java,
                        options.stream(),
                        Stream.of(main),
                        arguments.stream(),
                        perStart.get().stream())
                .flatMap(part -> part)
                .toList();
    }

    /** In a session of its own, no signal of the terminal reaches it; where a system has no such command, it is spared the terminal's end at least. */
    private List<String> session() {
        return detached
                ? Stream.of("setsid", "nohup")
                        .filter(JavaProcess::isThere)
                        .limit(1)
                        .toList()
                : List.of();
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
