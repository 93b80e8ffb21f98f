package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars that are submitted to a cluster: all that a job needs, and nothing that Flink has in its own {@code lib}. */
final class JobJarTest {
    @ParameterizedTest
    @CsvSource({"batch-jobs, dev.parallax.batch.BatchViewJob", "streaming-jobs, dev.parallax.streaming.StreamViewJob"})
    void holdsTheJobAndWhatFlinkHasNot(String module, String main) throws IOException {
        try (JarFile jar = jobJar(module)) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo(main);
            assertThat(classes(jar))
                    .contains(
                            main,
                            "dev.parallax.shared.flow.Rollup",
                            "dev.parallax.shared.pipelines.devices.DevicesPipeline",
                            "org.apache.flink.connector.kafka.source.KafkaSource",
                            "org.apache.kafka.clients.producer.KafkaProducer",
                            "com.fasterxml.jackson.databind.ObjectMapper");
            assertThat(jar.getEntry("META-INF/services/dev.parallax.shared.flow.Pipeline"))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-jobs", "streaming-jobs"})
    void holdsNothingOfFlinkButTheKafkaConnector(String module) throws IOException {
        try (JarFile jar = jobJar(module)) {
            assertThat(classes(jar).stream().filter(name -> name.startsWith("org.apache.flink.")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(origin(name)).contains("/flink-connector-kafka-"));
        }
    }

    /** What the Kafka connector builds on must then be in a jar of Flink's {@code lib}. */
    @Test
    void leavesToFlinkWhatItsFileConnectorBrings() {
        assertThat(origin("org.apache.flink.connector.base.source.reader.SourceReaderBase"))
                .contains("/flink-connector-files-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-jobs", "streaming-jobs"})
    void leavesLoggingToFlink(String module) throws IOException {
        try (JarFile jar = jobJar(module)) {
            assertThat(classes(jar))
                    .noneMatch(name -> Stream.of(
                                    "org.slf4j.", "org.apache.logging.", "org.apache.log4j.", "ch.qos.logback.")
                            .anyMatch(name::startsWith));
        }
    }

    private static JarFile jobJar(String module) throws IOException {
        Path target = Path.of("..", module, "target");
        assumeTrue(Files.isDirectory(target), "mvn package makes the job jars");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("-job.jar")).toList();
            assumeTrue(jars.size() == 1, "mvn package makes the job jars");
            return new JarFile(jars.get(0).toFile());
        }
    }

    private static List<String> classes(JarFile jar) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    /** From where this test's class path has the class. */
    private static String origin(String name) {
        URL found = JobJarTest.class.getClassLoader().getResource(name.replace('.', '/') + ".class");
        return String.valueOf(found);
    }
}
