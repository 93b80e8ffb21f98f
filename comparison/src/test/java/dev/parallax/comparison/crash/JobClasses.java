package dev.parallax.comparison.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The classes of the jobs, found on this JVM's own class path: what a job jar holds, whether or not Maven has made one. */
public final class JobClasses {
    private static final Pattern MODULE =
            Pattern.compile(".*/(shared|batch-jobs|streaming-jobs|flink-connector-redis)/target/classes/?");
    private static final Pattern JAR =
            Pattern.compile("(parallax-(shared|batch-jobs|streaming-jobs)|flink-connector-(redis|kafka)"
                    + "|kafka-clients|jedis|commons-pool2|json|redis-authx-core|gson|jackson-(core|databind|annotations|datatype-jsr310|datatype-jdk8)|fastcsv|failsafe"
                    + "|lz4-java|snappy-java|zstd-jni)-\\d.*\\.jar");

    private JobClasses() {}

    /** @param directory for jars of what is not packed yet */
    public static List<Path> jars(Path directory) {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (MODULE.matcher(path.toString()).matches()) {
                String module = path.getParent().getParent().getFileName().toString();
                jars.add(packed(path, directory.resolve(module + ".jar")));
            } else if (JAR.matcher(path.getFileName().toString()).matches()) {
                jars.add(path);
            }
        }
        return jars;
    }

    private static Path packed(Path classes, Path jar) {
        try (Stream<Path> files = Files.walk(classes);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, written);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
