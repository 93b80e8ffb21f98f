package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that is on no class path runs in Flink's tasks too. */
class PipelineJarTest {
    @TempDir
    Path directory;

    private Path events;

    @BeforeEach
    void writeEvents() throws IOException {
        events = Files.write(
                directory.resolve("lines.csv"),
                List.of(
                        "2024-04-09T12:00:00Z,ant bee ape",
                        "2024-04-09T12:03:00Z,bat",
                        "2024-04-09T12:17:00Z,ant",
                        "no line"));
    }

    @Test
    void comparesAPipelineOfOnesOwn() throws IOException {
        Path jar = LettersPipeline.jar(directory);

        Ran ran = compare(jar);

        assertThat(ran.errors()).doesNotContain("parallax: ");
        assertThat(ran.status()).isZero();
        assertThat(directory.resolve("out/views/kappa.ndjson")).hasContent("""
                        {"key":"a","windowStart":"2024-04-09T12:00:00Z","windowEnd":"2024-04-09T12:10:00Z","words":2}
                        {"key":"a","windowStart":"2024-04-09T12:10:00Z","windowEnd":"2024-04-09T12:20:00Z","words":1}
                        {"key":"b","windowStart":"2024-04-09T12:00:00Z","windowEnd":"2024-04-09T12:10:00Z","words":2}
                        """);
        assertThat(directory.resolve("out/views/lambda.ndjson"))
                .hasSameTextualContentAs(directory.resolve("out/views/kappa.ndjson"));
    }

    @Test
    void saysWhereThePipelineFailedBeforeAnythingStarts() throws IOException {
        Path jar = LettersPipeline.jar(
                directory, "if (parts[1].equals(\"bat\")) throw new IllegalStateException(\"no bats\");");

        Ran ran = compare(jar);

        assertThat(ran.complaints())
                .containsExactly("parallax: The pipeline 'letters' failed at record 2 of " + events
                        + ", partition 0: java.lang.IllegalStateException: no bats.");
        assertThat(ran.status()).isEqualTo(3);
    }

    @Test
    void aFailedJobIsReportedWithItsRootCause() throws IOException {
        Path jar = LettersPipeline.jar(
                directory, "if (parts[1].equals(\"ant\")) throw new IllegalStateException(\"no ants\");");

        Ran ran = Ran.parallax("run", "batch", "--pipeline-jar", jar.toString(), "--events", events.toString());

        assertThat(ran.complaints())
                .containsExactly(
                        "parallax: The job 'batch view' failed: The pipeline 'letters' failed at record 3 of lines.csv,"
                                + " partition 0: java.lang.IllegalStateException: no ants.");
        assertThat(ran.output()).isEmpty();
        assertThat(ran.status()).isEqualTo(3);
    }

    @Test
    void aJarWithoutServiceIsRefused() throws IOException {
        Path jar = LettersPipeline.jarWithoutService(directory);

        assertThat(compare(jar).complaints())
                .containsExactly(
                        "parallax: --pipeline-jar: " + jar
                                + " names no pipeline: its class belongs into the jar's META-INF/services/dev.parallax.shared.flow.Pipeline.");
    }

    @Test
    void aPipelineThatCannotBeMadeIsRefused() throws IOException {
        Path jar = CompiledJar.of(directory, "Empty", "class Empty {}", "somebody.Missing");

        Ran ran = compare(jar);

        assertThat(ran.complaints()).singleElement().asString().contains("cannot be made", "somebody.Missing");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void aNameThatTheJarDoesNotHaveIsRefused() throws IOException {
        Path jar = LettersPipeline.jar(directory);

        Ran ran = Ran.parallax("compare", "--pipeline-jar", jar.toString(), "--pipeline", "devices");

        assertThat(ran.complaints())
                .containsExactly("parallax: --pipeline-jar: " + jar + " has no pipeline 'devices', it has: letters.");
    }

    private Ran compare(Path jar) {
        return Ran.parallax(
                "compare",
                "--pipeline-jar",
                jar.toString(),
                "--events",
                events.toString(),
                "--cuts",
                "2",
                "--out",
                directory.resolve("out").toString());
    }
}
