package dev.parallax.comparison.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives JVMs of a cluster on this machine the class path of this one. Jobs find their classes there, already loaded for the job before, as with jars in the
 * {@code lib} directory of a Flink distribution; nothing needs to be sent along.
 */
public final class OwnClassPath {
    private OwnClassPath() {}

    /**
     * Options for such a JVM.
     *
     * @param file is made, for the class path, which would fill every list of processes
     */
    public static List<String> options(Path file) throws IOException {
        String classPath =
                System.getProperty("java.class.path").replace("\\", "\\\\").replace("\"", "\\\"");
        Files.writeString(file, "-cp \"" + classPath + "\"\n");
        return List.of("@" + file.toAbsolutePath());
    }
}
