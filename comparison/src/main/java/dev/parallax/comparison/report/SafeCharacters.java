package dev.parallax.comparison.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.parallax.shared.format.VisibleText;

/**
 * Escapes in JSON what JSON allows, and what still does harm: characters that command a terminal or turn the direction
 * of the text around, and surrogates, since a lone one cannot be written as UTF-8.
 */
final class SafeCharacters extends CharacterEscapes {
    /** For JSON that people look at. */
    static final SafeCharacters IN_FILE = new SafeCharacters("\u007F");

    /** For JSON inside an HTML element: besides, nothing in it can end the element. */
    static final SafeCharacters IN_HTML = new SafeCharacters("\u007F<>&'");

    private static final long serialVersionUID = 1L;

    private final int[] ascii = standardAsciiEscapesForJSON();

    private SafeCharacters(String furtherAscii) {
        furtherAscii.chars().forEach(character -> ascii[character] = ESCAPE_STANDARD);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return VisibleText.isVisible(character) ? null : new SerializedString(String.format("\\u%04X", character));
    }
}
