package dev.parallax.processes;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Linux says of a process under {@code /proc}; other systems say nothing there. */
final class ProcFileSystem {
    /** Of names of files, which are bytes otherwise. */
    private static final Charset ENCODING = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

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

    /** What a process was started with; empty where the system does not say. */
    static Optional<List<String>> arguments(long pid) {
        String line = read(pid, "cmdline");
        return line.isEmpty() ? Optional.empty() : Optional.of(List.of(line.split("\0")));
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
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), file)), ENCODING);
        } catch (IOException e) {
            return "";
        }
    }
}
