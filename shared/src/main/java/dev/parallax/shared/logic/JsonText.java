package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts as JSON writes them. */
final class JsonText {
    private JsonText() {}

    /** The text between two quotes, which are known to be right. */
    static String unescaped(byte[] record, int start, int end) {
        String written = new String(record, start, end - start, UTF_8);
        int backslash = written.indexOf('\\');
        if (backslash < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        int from = 0;
        while (backslash >= 0) {
            text.append(written, from, backslash);
            char escaped = written.charAt(backslash + 1);
            from = backslash + 2;
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(written, from, from + 4, 16));
                    from += 4;
                }
                default -> text.append(escaped);
            }
            backslash = written.indexOf('\\', from);
        }
        return text.append(written, from, written.length()).toString();
    }
}
