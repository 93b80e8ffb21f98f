package dev.parallax.comparison.generate;

import java.util.List;

/** Lines that are no event, as they come from broken connections and strangers on the same topic. */
final class MalformedLines {
    private static final List<String> TEXTS = List.of(
            "gateway restarted",
            "connection reset by peer",
            "<html><body>502 Bad Gateway</body></html>",
            "2023-01-05 11:13:53.643364 INFO heartbeat");

    private final EventTemplate template;

    MalformedLines(EventTemplate template) {
        this.template = template;
    }

    void write(Line line, long number, long eventTime, SeededRandom random) {
        switch (random.below(6)) {
            case 0 -> {
                template.writeEvent(line, number, eventTime, random);
                line.cutTo(1 + random.below(line.length() - 1));
            }
            case 1 -> line.text(TEXTS.get(random.below(TEXTS.size())));
            case 2 -> writeBinary(line, random);
            default -> template.writeMalformed(line, number, eventTime, random);
        }
    }

    /** Begins with a byte with which neither a character of UTF-8 nor a blank line begins. */
    private static void writeBinary(Line line, SeededRandom random) {
        line.character((char) (0x80 + random.below(0x40)));
        for (int left = random.below(64); left > 0; left--) {
            char character = (char) random.below(0x100);
            line.character(character == '\n' || character == '\r' ? 0 : character);
        }
    }
}
