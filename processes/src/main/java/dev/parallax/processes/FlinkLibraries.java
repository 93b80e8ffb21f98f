package dev.parallax.processes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is on the class path of a Flink distribution, found on this JVM's own: nothing of Parallax, and no connector that jobs bring along. */
final class FlinkLibraries {
    private FlinkLibraries() {}

    /** @throws ProcessFailure if one of them is not there */
    static List<Path> onClassPath() {
        List<Path> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return names().stream().map(name -> find(name, own)).toList();
    }

    private static Path find(String name, List<Path> classPath) {
        String jar = java.util.regex.Pattern.quote(name) + "-\\d.*\\.jar";
        return classPath.stream()
                .filter(entry -> entry.getFileName() != null
                        && entry.getFileName().toString().matches(jar))
                .findFirst()
                .orElseThrow(() -> new ProcessFailure("The library " + name + " of Flink is not on the class path."));
    }

    /** Written by the build, from this module's dependencies: jars without their versions. */
    private static List<String> names() {
        try (InputStream list = FlinkLibraries.class.getResourceAsStream("flink-libraries.txt")) {
            return Stream.of(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                            .strip()
                            .split(":"))
                    .map(jar -> jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("\\.jar$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
