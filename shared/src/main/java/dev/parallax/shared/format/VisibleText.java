package dev.parallax.shared.format;

import java.util.Locale;

/** Text from events as people can see it: characters that would hide, move or command something are spelt out. */
public final class VisibleText {
    private static final int LONGEST = 300;

    // Several scripts cannot be written without the joiners.
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /** The text with code points in braces for what cannot be seen, and cut if it is very long. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().limit(LONGEST).forEach(character -> append(visible, character));
        long length = text.codePoints().count();
        if (length > LONGEST) {
            visible.append("… (")
                    .append(String.format(Locale.ROOT, "%,d", length))
                    .append(" characters)");
        }
        return visible.toString();
    }

    /** The same, however long it is. */
    public static String uncut(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(visible, character));
        return visible.toString();
    }

    private static void append(StringBuilder visible, int character) {
        if (isVisible(character)) {
            visible.appendCodePoint(character);
        } else {
            visible.append("\\u{").append(String.format("%04X", character)).append('}');
        }
    }

    /** Whether it can be shown to people as it is. */
    public static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
