package dev.parallax.shared.format;

import java.io.IOException;

/** Reads files whose libraries say in many ways that a file is damaged. */
final class BinaryFile {
    private BinaryFile() {}

    /** A step of reading. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws IOException;
    }

    /**
     * What a step of reading gives.
     *
     * @param format what people call it
     * @throws IOException if the file cannot be read, with a sentence
     */
    static <T> T reading(String format, Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (IOException | RuntimeException e) {
            throw damaged(format, reason(e), e);
        } catch (OutOfMemoryError e) {
            // A damaged length asks for more than there is; what was there before is still there.
            throw damaged(format, "what it says of its size takes more memory than there is", e);
        } catch (NoClassDefFoundError e) {
            throw damaged(format, "what unpacks it is not there (" + e.getMessage() + ")", e);
        } catch (StackOverflowError e) {
            throw damaged(format, "it is nested too deeply", e);
        }
    }

    private static IOException damaged(String format, String reason, Throwable cause) {
        return new IOException("The " + format + " file cannot be read: " + reason + ".", cause);
    }

    /** What the innermost of the problems says that says something. */
    private static String reason(Exception problem) {
        String said = null;
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            said = cause.getMessage() == null || cause.getMessage().isBlank() ? said : cause.getMessage();
        }
        if (said == null) {
            return "it is damaged (" + problem.getClass().getSimpleName() + ")";
        }
        String line = said.strip().lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
