package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.Pipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes a jar of source code, as a user would who writes a pipeline. */
public final class CompiledJar {
    private CompiledJar() {}

    /** @param pipelines names of classes that the jar names as pipelines */
    public static Path of(Path directory, String className, String source, String... pipelines) throws IOException {
        Path sourceFile = Files.writeString(
                Files.createDirectories(directory.resolve("source")).resolve(className + ".java"), source);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-proc:none", sourceFile.toString());
        if (status != 0) {
            throw new IllegalArgumentException("The source code of " + className + " does not compile.");
        }
        Path services = classes.resolve("META-INF/services");
        Files.createDirectories(services);
        if (pipelines.length > 0) {
            Files.write(services.resolve(Pipeline.class.getName()), List.of(pipelines));
        }
        return packed(classes, directory.resolve(className + ".jar"));
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
