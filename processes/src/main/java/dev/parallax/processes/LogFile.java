package dev.parallax.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a process wrote before it ended. */
final class LogFile {
    private static final int TAIL = 64 << 10;
    private static final String CAUSE = "Caused by: ";

    private LogFile() {}

    /** The innermost cause in the last stack trace, else the last line that is an error; without the names of exceptions' classes. */
    static Optional<String> lastProblem(Path log) {
        List<String> lines = tail(log).lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.startsWith(CAUSE)) {
                return Optional.of(withoutClass(line.substring(CAUSE.length())));
            }
            if (line.contains(" ERROR ") || line.startsWith("Error") || line.contains("Exception: ")) {
                return Optional.of(withoutClass(line));
            }
        }
        return Optional.empty();
    }

    private static String withoutClass(String line) {
        return line.replaceFirst("^(?:[\\w$]+\\.)+[\\w$]+(?:Exception|Error): ", "")
                .strip()
                .replaceFirst("\\.$", "");
    }

    private static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL));
            byte[] bytes = new byte[(int) Math.min(TAIL, file.length())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
