package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedLinesTest {
    private static final long NOON = 1_672_920_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void aMalformedLineIsOneLineAndNoEvent(String pipeline) {
        EventTemplate template = template(pipeline);
        MalformedLines malformedLines = new MalformedLines(template);
        SeededRandom random = new SeededRandom(1);
        Line line = new Line();
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            line.clear();
            malformedLines.write(line, i, NOON, random);
            byte[] bytes = line.toBytes();
            ReadLine read = ReadLine.of(pipeline, bytes);
            assertThat(read.kind()).isEqualTo(ReadLine.Kind.MALFORMED);
            assertThat(bytes).isNotEmpty().doesNotContain('\n', '\r');
            kinds.add(
                    read.json() != null
                            ? "JSON"
                            : bytes[0] < 0 ? "binary" : bytes[0] == '{' ? "truncated JSON" : "plain text");
        }

        assertThat(kinds).containsExactlyInAnyOrder("JSON", "binary", "truncated JSON", "plain text");
    }

    private static EventTemplate template(String pipeline) {
        return switch (pipeline) {
            case "devices" -> new DeviceEvents(Popularity.of(200, null));
            case "words" -> new WordEvents(Popularity.of(200, null));
            default -> {
                PaymentsUnderWay payments =
                        new PaymentsUnderWay(GeneratorSettings.defaults(pipeline), false, fraud -> {});
                payments.ofEvent(0, NOON, new SeededRandom(1));
                yield new PaymentEvents(payments);
            }
        };
    }
}
