package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mvn -Plarge -pl shared -am -Dtest=LargeFileTest test} */
@Tag("large")
class LargeFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"json", "text", "csv", "avro", "parquet"})
    void aFileOf200MegabytesIsReadWith64OfMemory(String format) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        format,
                        directory.resolve("large." + format).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();

        assertThat(process.waitFor()).isZero();
        assertThat(said).matches("\\d+ \\d+ 0");
        String[] counts = said.split(" ");
        assertThat(counts[1]).isEqualTo(counts[0]);
        assertThat(Long.parseLong(counts[0])).isGreaterThan(500_000);
    }
}
