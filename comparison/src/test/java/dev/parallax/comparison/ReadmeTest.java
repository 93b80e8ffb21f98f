package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import example.OrdersPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is compiled, and works. */
@ExtendWith(Laboratory.class)
class ReadmeTest {
    @TempDir
    Path directory;

    @Test
    void thePipelineOfOnesOwnIsTheOneThatIsTestedHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/example/OrdersPipeline.java"));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + source + "```");
    }

    /** 9:00 has two orders, one of them sent twice; the last line is no order. */
    @Test
    void thePipelineOfOnesOwnRunsInBothArchitectures(Laboratory laboratory) {
        Path events = Laboratory.file(
                directory,
                List.of(
                        "{\"orderId\":\"1\",\"customer\":\"ann\",\"time\":\"2026-01-05 09:05:00\",\"cents\":250}",
                        "{\"orderId\":\"2\",\"customer\":\"ann\",\"time\":\"2026-01-05 09:40:00\",\"cents\":100}",
                        "{\"orderId\":\"2\",\"customer\":\"ann\",\"time\":\"2026-01-05 09:40:00\",\"cents\":100}",
                        "{\"orderId\":\"3\",\"customer\":\"ann\",\"time\":\"2026-01-05 10:00:00\",\"cents\":1}",
                        "{\"customer\":\"ann\"}"));
        OrdersPipeline orders = new OrdersPipeline();

        var outcome = laboratory.compare(orders, Laboratory.settings(orders.windows(), 1), events, 1);

        var rows = outcome.truth();
        assertThat(rows.values().stream().map(row -> row.accumulator()))
                .containsExactlyInAnyOrder(new OrdersPipeline.Total(2, 350), new OrdersPipeline.Total(1, 1));
        outcome.architectures().forEach(each -> assertThat(each.served().rows()).isEqualTo(rows));
    }
}
