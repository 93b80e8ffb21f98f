package dev.parallax.comparison.deadletters;

import dev.parallax.shared.model.DeadLetter;
import java.util.Locale;

/**
 * Which dead letters are meant.
 *
 * @param kind those of this kind; null for both
 * @param reason those whose reason contains this text, whatever its case; null for all
 */
public record LetterChoice(DeadLetter.Kind kind, String reason) {
    public boolean includes(DeadLetter<?> letter) {
        return (kind == null || letter.kind() == kind)
                && (reason == null || lowerCase(letter.reason()).contains(lowerCase(reason)));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
