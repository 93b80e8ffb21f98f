package dev.parallax.comparison.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.cli.CompiledJar;
import dev.parallax.comparison.cli.Launched;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline of somebody's own whose state grows beyond the memory that it has. */
@Tag("outages")
class OutOfMemoryTest {
    private static final String HOARDING = """
            import dev.parallax.shared.flow.Pipeline;
            import dev.parallax.shared.logic.Aggregate;
            import dev.parallax.shared.model.Windows;
            import java.nio.charset.StandardCharsets;
            import java.time.Duration;
            import java.util.Map;
            import java.util.function.BiConsumer;

            public final class Hoarding implements Pipeline<Hoarding.Line, Hoarding.Line, Hoarding.Hoard> {
                public record Line(String text) {}

                public record Hoard(String text) {}

                @Override
                public String name() {
                    return "hoarding";
                }

                @Override
                public Windows windows() {
                    return Windows.tumbling(Duration.ofHours(1));
                }

                @Override
                public Line decode(byte[] record) {
                    return new Line(new String(record, StandardCharsets.UTF_8));
                }

                @Override
                public long eventTime(Line line) {
                    return 1_700_000_000_000L;
                }

                @Override
                public String eventId(Line line) {
                    return null;
                }

                @Override
                public void facts(Line line, BiConsumer<String, Line> collector) {
                    collector.accept(line.text(), line);
                }

                @Override
                public Aggregate<Line, Hoard> aggregate() {
                    return new Aggregate<>() {
                        @Override
                        public Hoard empty() {
                            return new Hoard("");
                        }

                        @Override
                        public Hoard add(Hoard hoard, Line line) {
                            return new Hoard("x".repeat(4 << 20));
                        }

                        @Override
                        public Hoard merge(Hoard one, Hoard other) {
                            return one.text().isEmpty() ? other : one;
                        }
                    };
                }

                @Override
                public Class<Hoard> accumulatorType() {
                    return Hoard.class;
                }

                @Override
                public Map<String, Object> result(Hoard hoard) {
                    return Map.of("size", hoard.text().length());
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void theQueryEndsWithASentenceThatSaysWhatToDo() throws Exception {
        Path jar = CompiledJar.of(directory, "Hoarding", HOARDING, "Hoarding");
        List<String> lines =
                IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
        Path events = Files.write(directory.resolve("events.txt"), lines);
        try (Launched query = Launched.withOptions(
                directory.resolve("query"),
                // The smaller the heap, the shorter its collectors' last struggle.
                List.of("-Xmx384m"),
                "run",
                "stream",
                "--pipeline-jar",
                jar.toString(),
                "--pipeline",
                "hoarding",
                "--events",
                events.toString(),
                "--sink",
                "blackhole")) {
            assertThat(query.exitStatus()).isEqualTo(3);
            assertThat(query.errors().lines().filter(line -> line.startsWith("parallax: ")))
                    .singleElement()
                    .asString()
                    .contains("memory")
                    .contains("PARALLAX_HEAP");
        }
    }
}
