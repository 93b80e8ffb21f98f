package dev.parallax.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process wrote before it ended. */
final class LogFile {
    private static final int TAIL = 64 << 10;
    private static final int LONGEST = 300;
    private static final Pattern ERROR = Pattern.compile("\\S+ \\S+ ERROR +\\S+ +(.*)");
    private static final Pattern OF_JAVA =
            Pattern.compile("(?:Error|Exception in thread|Unrecognized|Error occurred).*");
    private static final Pattern CAUSE =
            Pattern.compile("Caused by: (?:(?:[\\w$]+\\.)+[\\w$]+(?:Exception|Error): )?(.*)");

    private LogFile() {}

    /** The innermost cause of the last error that is told there; a process that was killed has no time for one. */
    static Optional<String> lastProblem(Path log) {
        String problem = null;
        for (String line : tail(log)) {
            Matcher error = ERROR.matcher(line);
            Matcher cause = CAUSE.matcher(line);
            if (error.matches()) {
                problem = error.group(1);
            } else if (OF_JAVA.matcher(line).matches()) {
                problem = line;
            } else if (problem != null && cause.matches()) {
                problem = cause.group(1);
            }
        }
        return Optional.ofNullable(problem).map(LogFile::sentence);
    }

    private static String sentence(String problem) {
        String text = problem.strip().replaceFirst("\\.$", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
    }

    private static List<String> tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(TAIL, file.length());
            file.seek(file.length() - length);
            byte[] bytes = new byte[length];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
