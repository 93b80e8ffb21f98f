package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --expect exact}, with events from standard input. */
class ExpectationTest {
    private static final String IN_TIME = """
            {"event_time":"2024-04-09 12:00:00.000000","data":"owl dog owl"}
            {"event_time":"2024-04-09 12:40:00.000000","data":"owl"}
            """;
    private static final String LATE = """
            {"event_time":"2024-04-09 11:04:00.000000","data":"dog"}
            """;

    @TempDir
    Path directory;

    @Test
    void isMetByALogInWhichNothingIsLate() {
        Ran ran = compare(IN_TIME);

        assertThat(ran.complaints()).isEmpty();
        assertThat(ran.output()).startsWith("architecture\tcorrect\t").contains("\nkappa\t3\t0\t0\t0\tnone\t");
        assertThat(ran.errors()).contains("The report is in " + directory.resolve("out/report.html") + ".");
        assertThat(ran.status()).isZero();
    }

    @Test
    void isNotMetByALogWithALateEvent() {
        Ran ran = compare(IN_TIME + LATE);

        assertThat(ran.complaints())
                .containsExactly("parallax: --expect exact: not all rows of the final views are correct.");
        assertThat(ran.output()).contains("\nkappa\t3\t1\t0\t0\tlate 1\t");
        assertThat(ran.status()).isEqualTo(1);
    }

    private Ran compare(String events) {
        return Ran.withInput(
                events,
                "compare",
                "--pipeline",
                "words",
                "--events",
                "-",
                "--partitions",
                "1",
                "--cuts",
                "1",
                "--parallelism",
                "1",
                "--expect",
                "exact",
                "--out",
                directory.resolve("out").toString());
    }
}
