package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/** A user's jar, and the pipelines that it names as services. */
final class PipelineJar implements AutoCloseable {
    private static final String SERVICES = "META-INF/services/" + Pipeline.class.getName();

    private final Path file;
    private final URLClassLoader classes;

    private PipelineJar(Path file, URLClassLoader classes) {
        this.file = file;
        this.classes = classes;
    }

    /**
     * From then on it is the thread's class loader too, because Flink asks that one for classes.
     *
     * @throws IllegalArgumentException if it is no jar, with a sentence that names it
     */
    static PipelineJar open(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            new JarFile(file.toFile()).close();
            URL[] urls = {file.toUri().toURL()};
            URLClassLoader classes = new URLClassLoader(urls, Parallax.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(classes);
            return new PipelineJar(file, classes);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--pipeline-jar: " + file + " cannot be read as a jar: " + FileProblem.reason(e) + ".", e);
        }
    }

    /**
     * One of its pipelines.
     *
     * @param name null for the only one in the jar
     */
    Pipeline<?, ?, ?> pipeline(String name) {
        List<Pipeline<?, ?, ?>> own = pipelines();
        if (own.isEmpty()) {
            throw new IllegalArgumentException("--pipeline-jar: " + file
                    + " names no pipeline: its class belongs into the jar's " + SERVICES + ".");
        }
        if (name == null && own.size() > 1) {
            throw new IllegalArgumentException("--pipeline-jar: " + file + " has several pipelines, choose one with "
                    + "--pipeline: " + names(own) + ".");
        }
        return own.stream()
                .filter(pipeline -> name == null || pipeline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--pipeline-jar: " + file + " has no pipeline '" + name + "', it has: " + names(own) + "."));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private List<Pipeline<?, ?, ?>> pipelines() {
        try {
            return (List) ServiceLoader.load(Pipeline.class, classes).stream()
                    .filter(provider -> provider.type().getClassLoader() == classes)
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException(
                    "--pipeline-jar: a pipeline of " + file + " cannot be made: " + reason(e), e);
        }
    }

    private static String reason(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return cause == problem ? problem.getMessage() : cause.toString();
    }

    private static String names(List<Pipeline<?, ?, ?>> pipelines) {
        return String.join(", ", pipelines.stream().map(Pipeline::name).sorted().toList());
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
