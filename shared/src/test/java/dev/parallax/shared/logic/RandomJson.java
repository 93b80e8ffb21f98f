package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Records by chance, the same for the same seed: a third of them right, the others changed by some bytes. */
final class RandomJson {
    private static final String[] NAMES = {
        "", "a", "id", "value", "temperature", "a name of more than sixteen", "é", "日本", "\\u0061", "a\\n"
    };
    private static final String[] PIECES = {
        "a",
        "text",
        "C",
        "SUCCESS",
        " ",
        "é",
        "日",
        "😀",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0041",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\ude00",
        "\\u0000",
        "\\uFFFF",
        "\u007f",
        "/",
        "'",
        "!",
        "#"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "0.0",
        "21",
        "-3.5",
        "21.25",
        "1e2",
        "1E+2",
        "2150e-2",
        "0.0000005",
        "0.0000015",
        "-0.00000051",
        "9223372036854.775807",
        "9223372036854.775808",
        "-9223372036854775808",
        "999999999999999999",
        "1e-7",
        "1e308",
        "1e999999999",
        "1e-999999999",
        "0e99999999999",
        "1e99999999999",
        "-1e99999999999",
        "1e-99999999999",
        "123456789012.123456",
        "1234567890123.123456"
    };
    private static final String[] SPACES = {" ", "\n", "\r", "\t", "  "};
    private static final String BREAKERS = "{}[]:,\"\\'/*#+-.0123456789eEtfnul \u0000\u0001\t\n\u001f\u007f";

    private final SplittableRandom random;
    private final StringBuilder json = new StringBuilder();
    private final boolean spaced;

    RandomJson(long seed) {
        random = new SplittableRandom(seed);
        spaced = random.nextInt(3) == 0;
    }

    byte[] record() {
        space();
        object(0);
        space();
        byte[] record = json.toString().getBytes(random.nextInt(100) == 0 ? StandardCharsets.UTF_16LE : UTF_8);
        int changes = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            record = changed(record);
        }
        return record;
    }

    private void object(int depth) {
        json.append('{');
        space();
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            comma(i);
            json.append('"').append(name()).append('"');
            space();
            json.append(':');
            space();
            value(depth);
            space();
        }
        json.append('}');
    }

    private void list(int depth) {
        json.append('[');
        space();
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
            comma(i);
            value(depth);
            space();
        }
        json.append(']');
    }

    private void comma(int before) {
        if (before > 0) {
            json.append(',');
            space();
        }
    }

    private String name() {
        return switch (random.nextInt(10)) {
            case 0 -> "name" + random.nextInt(2_000);
            case 1 -> "n".repeat(random.nextInt(80));
            default -> NAMES[random.nextInt(NAMES.length)];
        };
    }

    private void value(int depth) {
        switch (random.nextInt(depth < 4 ? 10 : 8)) {
            case 0 -> json.append("true");
            case 1 -> json.append("false");
            case 2 -> json.append("null");
            case 3, 4, 5 -> text();
            case 6, 7 -> number();
            case 8 -> object(depth + 1);
            default -> list(depth + 1);
        }
    }

    private void text() {
        json.append('"');
        int pieces = random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            json.append(PIECES[random.nextInt(PIECES.length)]);
        }
        if (random.nextInt(50) == 0) {
            json.append("long ".repeat(random.nextInt(1_000)));
        }
        json.append('"');
    }

    private void number() {
        if (random.nextBoolean()) {
            json.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            return;
        }
        json.append(random.nextBoolean() ? "-" : "").append(random.nextLong(power(random.nextInt(1, 19))));
        if (random.nextBoolean()) {
            json.append('.').append(random.nextLong(power(random.nextInt(1, 19))));
        }
        if (random.nextInt(3) == 0) {
            json.append('e').append(random.nextInt(-25, 25));
        }
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }

    private void space() {
        if (spaced && random.nextBoolean()) {
            json.append(SPACES[random.nextInt(SPACES.length)]);
        }
    }

    private byte[] changed(byte[] record) {
        int at = random.nextInt(record.length + 1);
        int length = random.nextInt(1, 5);
        int behind = Math.min(record.length, at + length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(record, at);
            case 1 -> joined(record, at, new byte[0], behind);
            case 2 -> joined(record, at, new byte[] {breaker()}, at);
            case 3 -> joined(record, at, new byte[] {(byte) random.nextInt(256)}, Math.min(record.length, at + 1));
            case 4 -> joined(record, at, new byte[] {breaker()}, Math.min(record.length, at + 1));
            default -> joined(record, behind, Arrays.copyOfRange(record, at, behind), behind);
        };
    }

    private byte breaker() {
        return (byte) BREAKERS.charAt(random.nextInt(BREAKERS.length()));
    }

    /** What is before {@code to}, then some bytes, then what is from {@code from} on. */
    private static byte[] joined(byte[] record, int to, byte[] between, int from) {
        byte[] joined = Arrays.copyOf(record, to + between.length + record.length - from);
        System.arraycopy(between, 0, joined, to, between.length);
        System.arraycopy(record, from, joined, to + between.length, record.length - from);
        return joined;
    }
}
