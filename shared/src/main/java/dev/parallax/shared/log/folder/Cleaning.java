package dev.parallax.shared.log.folder;

import java.io.Serializable;

/** What becomes of a file of a watched folder once a completed checkpoint holds that all of it was read. */
public sealed interface Cleaning extends Serializable {
    /** It stays. */
    record Off() implements Cleaning {}

    /** It is deleted. */
    record Delete() implements Cleaning {}

    /** It is moved into a directory under its name, or, where that is taken, under one with a number in it: {@code a.1.json}. */
    record Archive(String directory) implements Cleaning {}

    /**
     * Reads what the command line says.
     *
     * @param text {@code off}, {@code delete} or {@code archive:DIR}
     * @throws IllegalArgumentException if it is none of these, with a sentence
     */
    static Cleaning parse(String text) {
        if (text.equals("off")) {
            return new Off();
        }
        if (text.equals("delete")) {
            return new Delete();
        }
        if (text.startsWith("archive:") && text.length() > "archive:".length()) {
            return new Archive(text.substring("archive:".length()));
        }
        throw new IllegalArgumentException(
                "Files that were read are left alone (off), deleted (delete) or moved (archive:DIR), not '" + text
                        + "'.");
    }
}
