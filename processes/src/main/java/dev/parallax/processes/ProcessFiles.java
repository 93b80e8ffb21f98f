package dev.parallax.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of a process are, in a directory that others may use too.
 *
 * @param directory in which it works
 * @param name of the process, unique there
 */
record ProcessFiles(Path directory, String name) {
    private static final String PID = ".pid";

    ProcessFiles {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The processes that left a note of their number in a directory, in the order of their names. */
    static List<String> noted(Path directory) throws IOException {
        Path notes = directory.resolve("pids");
        if (!Files.isDirectory(notes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(notes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(PID))
                    .map(file -> file.substring(0, file.length() - PID.length()))
                    .sorted()
                    .toList();
        }
    }

    Path log() {
        return directory.resolve("logs").resolve(name + ".log");
    }

    Path temporary() {
        return directory.resolve("temporary").resolve(name);
    }

    /** The argument by which the process can be told from all others. */
    String mark() {
        return "-Djava.io.tmpdir=" + temporary();
    }

    Path pid() {
        return directory.resolve("pids").resolve(name + PID);
    }
}
