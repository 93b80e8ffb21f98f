package dev.parallax.comparison.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher gives to Java, in a directory where everything is built; in place of Java there is a script that writes it down. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    @TempDir
    Path home;

    @Test
    void theJarsOfTheJobsAreNamedWhereTheyAre() throws Exception {
        Files.copy(Path.of("..", "parallax"), home.resolve("parallax"));
        Path batch = file("batch-jobs/target/parallax-batch-jobs-1.0-job.jar", "");
        Path streaming = file("streaming-jobs/target/parallax-streaming-jobs-1.0-job.jar", "");
        Path jar = file("comparison/target/parallax-comparison-1.0.jar", "");
        Path built = file("comparison/target/parallax.built", "");
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(60)));
        Path java = file("jdk/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        ProcessBuilder launch =
                new ProcessBuilder("bash", home.resolve("parallax").toString(), "compare", "--cuts", "2");
        launch.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        Process process = launch.redirectErrorStream(true).start();
        List<String> given = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(String.join("\n", given)).isZero();
        assertThat(given)
                .contains("-Dparallax.jobs=" + batch + ":" + streaming)
                .contains(jar + ":" + home.resolve("comparison/target/lib/*"))
                .endsWith("compare", "--cuts", "2");
    }

    private Path file(String name, String text) throws IOException {
        Path file = home.toRealPath().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
