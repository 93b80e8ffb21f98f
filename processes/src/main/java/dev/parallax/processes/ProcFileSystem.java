package dev.parallax.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process under {@code /proc}; other systems say nothing there. */
final class ProcFileSystem {
    private ProcFileSystem() {}

    /** Whether a process has ended, and is there only because nobody has asked with which status. Java takes it for alive. */
    static boolean isDead(long pid) {
        char state = state(pid);
        return state == 'Z' || state == 'X';
    }

    /** Whether a process was stopped by a signal. */
    static boolean isPaused(long pid) {
        return state(pid) == 'T';
    }

    /** The letter behind the command's name, which may itself hold brackets and spaces. */
    private static char state(long pid) {
        String stat = read(pid, "stat");
        int behindName = stat.lastIndexOf(')') + 2;
        return behindName > 1 && behindName < stat.length() ? stat.charAt(behindName) : ' ';
    }

    /** Memory that a process holds; 0 where the system does not say. */
    static long residentBytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(pid), file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
