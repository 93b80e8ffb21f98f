package dev.parallax.comparison.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A user's pipeline: counts words by their first letter. It exists as source code only, so that no class path has it. */
final class LettersPipeline {
    private static final String SOURCE = """
            package somebody;

            import dev.parallax.shared.flow.Pipeline;
            import dev.parallax.shared.logic.Aggregate;
            import dev.parallax.shared.logic.BadRecord;
            import dev.parallax.shared.model.Windows;
            import java.nio.charset.StandardCharsets;
            import java.time.Duration;
            import java.time.Instant;
            import java.util.Map;
            import java.util.function.BiConsumer;

            public final class Letters implements Pipeline<Letters.Line, String, Letters.Count> {
                public record Line(long time, String words) {}

                public record Count(long words) {}

                public String name() {
                    return "letters";
                }

                public Windows windows() {
                    return Windows.tumbling(Duration.ofMinutes(10));
                }

                public Line decode(byte[] bytes) throws BadRecord {
                    String[] parts = new String(bytes, StandardCharsets.UTF_8).split(",", 2);
                    if (parts.length < 2) {
                        throw BadRecord.malformed("There is no comma.");
                    }
                    DEFECT
                    return new Line(Instant.parse(parts[0]).toEpochMilli(), parts[1]);
                }

                public long eventTime(Line line) {
                    return line.time();
                }

                public String eventId(Line line) {
                    return null;
                }

                public void facts(Line line, BiConsumer<String, String> collector) {
                    for (String word : line.words().split(" ")) {
                        collector.accept(word.substring(0, 1), word);
                    }
                }

                public Aggregate<String, Count> aggregate() {
                    return new Counting();
                }

                public Class<Count> accumulatorType() {
                    return Count.class;
                }

                public Map<String, Object> result(Count count) {
                    return Map.of("words", count.words());
                }

                private static final class Counting implements Aggregate<String, Count> {
                    public Count empty() {
                        return new Count(0);
                    }

                    public Count add(Count count, String word) {
                        return new Count(count.words() + 1);
                    }

                    public Count merge(Count one, Count other) {
                        return new Count(one.words() + other.words());
                    }
                }
            }
            """;

    private LettersPipeline() {}

    static Path jar(Path directory) throws IOException {
        return jar(directory, "");
    }

    /** @param defect a statement in {@code decode}, which can see the record's {@code parts} */
    static Path jar(Path directory, String defect) throws IOException {
        return CompiledJar.of(directory, "Letters", SOURCE.replace("DEFECT", defect), "somebody.Letters");
    }

    /** A later version. */
    static Path version(Path directory, UnaryOperator<String> change) throws IOException {
        return CompiledJar.of(directory, "Letters", change.apply(SOURCE.replace("DEFECT", "")), "somebody.Letters");
    }

    static Path jarWithoutService(Path directory) throws IOException {
        return CompiledJar.of(directory, "Letters", SOURCE.replace("DEFECT", ""));
    }
}
