package dev.parallax.comparison.deadletters;

import dev.parallax.shared.format.DeadLetterJson;
import dev.parallax.shared.model.DeadLetter;
import java.nio.file.Path;

/**
 * A line of a file of dead letters. Exactly one of {@code letter} and {@code problem} is null.
 *
 * @param file which file
 * @param number which of its lines, from 1, blank ones not counted
 * @param bytes the line without its end
 * @param letter what it holds
 * @param problem why it holds none, as a sentence
 */
public record LetterLine(Path file, long number, byte[] bytes, DeadLetter<?> letter, String problem) {
    static LetterLine of(Path file, long number, byte[] bytes) {
        try {
            return new LetterLine(file, number, bytes, DeadLetterJson.read(bytes), null);
        } catch (IllegalArgumentException e) {
            return new LetterLine(file, number, bytes, null, e.getMessage());
        }
    }
}
