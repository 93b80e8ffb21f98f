package dev.parallax.checkpoints;

import dev.parallax.shared.format.VisibleText;
import dev.parallax.shared.log.FileProblem;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;

/** Why something cannot be read, as the end of a sentence: Flink's own words are meant for those who know it from inside. */
final class CorruptionReason {
    private static final String SENSELESS = "what is in it makes no sense";
    private static final int LONGEST = 200;

    private CorruptionReason() {}

    static String of(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof ClassNotFoundException missing) {
            return "it needs the class " + VisibleText.of(missing.getMessage()) + ", which is another program's";
        }
        if (root instanceof EOFException) {
            return "it ends too early";
        }
        if (root instanceof UTFDataFormatException || !(problem instanceof IOException file)) {
            return SENSELESS;
        }
        String said = String.valueOf(problem.getMessage());
        if (said.startsWith("Unexpected magic number")) {
            return "it is none of Flink's";
        }
        boolean forPeople = said.length() <= LONGEST && said.lines().count() == 1 && !said.contains("Exception");
        return forPeople ? FileProblem.reason(file) : SENSELESS;
    }
}
