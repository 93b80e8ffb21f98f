package dev.parallax.comparison.crash;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.byteman.agent.Main;

/** The crash points of a cluster: they are armed here, and what was hit is counted here. */
public final class CrashPoints {
    private final Path directory;
    private final List<Path> jars;

    private CrashPoints(Path directory, List<Path> jars) {
        this.directory = directory;
        this.jars = jars;
    }

    /** @param jobs jars with the classes of the jobs: rules are bound to classes for good, which would hold fast the class loader of every job that has its own */
    public static CrashPoints in(Path directory, List<Path> jobs) {
        try {
            Files.createDirectories(directory.resolve(Crash.ARMED));
            Files.createDirectories(directory.resolve(Crash.HIT));
            List<Path> jars = new ArrayList<>(jobs);
            jars.add(helper(directory.resolve("crash.jar")));
            return new CrashPoints(directory, jars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path helper(Path jar) throws IOException {
        String name = Crash.class.getName().replace('.', '/') + ".class";
        try (InputStream helper = Crash.class.getClassLoader().getResourceAsStream(name);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(out)) {
            written.putNextEntry(new JarEntry(name));
            helper.transferTo(written);
        }
        return jar;
    }

    static Path rules() {
        try {
            return Path.of(CrashPoints.class.getResource("/crash-points.btm").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Options of a JVM that has the crash points. */
    public List<String> options() {
        String agent = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("byteman-\\d.*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(Main.class + " is not on the class path."));
        String system = jars.stream().map(jar -> ",sys:" + jar).collect(Collectors.joining());
        return List.of("-D" + Crash.DIRECTORY + "=" + directory, "-javaagent:" + agent + "=script:" + rules() + system);
    }

    /** The next process that comes to the point is ended. */
    public void arm(CrashPoint point) {
        try {
            Files.writeString(directory.resolve(Crash.ARMED).resolve(point.label()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes it back, unless a process has come to the point. */
    public void disarm(CrashPoint point) {
        try {
            Files.deleteIfExists(directory.resolve(Crash.ARMED).resolve(point.label()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this process is at a point that is armed. */
    public boolean isHit(CrashPoint point) {
        return Crash.isHit(directory, point.label());
    }

    /** How often each point was hit; without those that never were. */
    public Map<String, Long> hits() {
        try (Stream<Path> files = Files.list(directory.resolve(Crash.HIT))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
                    .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long hitsOf(CrashPoint point) {
        return hits().getOrDefault(point.label(), 0L);
    }
}
