package dev.parallax.comparison.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A command in a process of its own, as the launcher starts it. */
public final class Launched implements AutoCloseable {
    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final Path temporary;
    private final Path errors;

    private Launched(Process process, Path temporary, Path errors) {
        this.process = process;
        this.temporary = temporary;
        this.errors = errors;
    }

    /** @param directory for its standard error and its temporary files */
    public static Launched parallax(Path directory, String... arguments) throws IOException {
        return parallax(directory, ProcessBuilder.Redirect.PIPE, arguments);
    }

    public static Launched parallax(Path directory, ProcessBuilder.Redirect output, String... arguments)
            throws IOException {
        return parallax(directory, output, "OFF", List.of(), arguments);
    }

    /** With more options of its JVM. */
    public static Launched withOptions(Path directory, List<String> options, String... arguments) throws IOException {
        return parallax(directory, ProcessBuilder.Redirect.DISCARD, "OFF", options, arguments);
    }

    /** Its libraries say on standard error what they have to say at this level, as with {@code PARALLAX_LOG_LEVEL}. */
    public static Launched logging(Path directory, String level, String... arguments) throws IOException {
        return parallax(directory, ProcessBuilder.Redirect.PIPE, level, List.of(), arguments);
    }

    private static Launched parallax(
            Path directory, ProcessBuilder.Redirect output, String logLevel, List<String> options, String... arguments)
            throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        Path errors = directory.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-Dlog4j2.configurationFile=log4j2.properties",
                "-Dparallax.log.level=" + logLevel));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Parallax.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(errors.toFile())
                .start();
        return new Launched(process, temporary, errors);
    }

    /** Waits until a directory of this name (the rest of it, if it begins with a star) is among the temporary ones. */
    public void awaitDirectory(String name) throws InterruptedException {
        Predicate<String> wanted = name.startsWith("*") ? each -> each.endsWith(name.substring(1)) : name::equals;
        for (int i = 0; i < LONGEST_SECONDS * 20; i++) {
            if (temporaryFiles().stream()
                    .anyMatch(path -> wanted.test(path.getFileName().toString()))) {
                return;
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("There was never a directory " + name + "; standard error: " + errors());
    }

    public void awaitErrors(String text) throws InterruptedException {
        for (int i = 0; i < LONGEST_SECONDS * 20 && !errors().contains(text); i++) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
    }

    /** As Ctrl-C does ({@code INT}), or an operating system that shuts down ({@code TERM}). */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }

    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The command did not end; standard error: " + errors());
        }
        return process.exitValue();
    }

    public Process process() {
        return process;
    }

    public String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything below the directory for temporary files. */
    public List<Path> temporaryFiles() {
        List<Path> found = new ArrayList<>();
        collect(temporary.toFile(), found);
        return found;
    }

    /** Files come and go meanwhile, which Java's own walk would not forgive. */
    private static void collect(File directory, List<Path> found) {
        File[] children = directory.listFiles();
        for (File child : children == null ? new File[0] : children) {
            found.add(child.toPath());
            collect(child, found);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
