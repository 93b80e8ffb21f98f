package dev.parallax.comparison.outages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that is a file system of its own, until this is closed: where a test may not mount one, it is aborted and says so. */
final class Mounted implements AutoCloseable {
    private final Path directory;

    private Mounted(Path directory) {
        this.directory = directory;
    }

    /** A disk in memory. */
    static Mounted disk(Path directory, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        mount("-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", directory.toString());
        return new Mounted(directory);
    }

    /** What is in the directory can be read from now on, but not written. */
    static Mounted readOnly(Path directory) throws IOException, InterruptedException {
        mount("--bind", directory.toString(), directory.toString());
        Mounted mounted = new Mounted(directory);
        mount("-o", "remount,bind,ro", directory.toString());
        return mounted;
    }

    private static void mount(String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                run("mount", arguments) == 0,
                "This needs to mount a file system, which is not permitted here (it is to root on Linux).");
    }

    private static int run(String command, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.command().addAll(java.util.List.of(arguments));
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchCommand) {
            return -1;
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // Also if somebody is in it still.
        run("umount", "-l", directory.toString());
    }
}
