package dev.parallax.shared.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small files so that who looks, or goes on after a crash, sees the one before or the new one, and nothing in between. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes it, in place of one that is there.
     *
     * @param file its directory is made if there is none; beside it a hidden file is there meanwhile
     * @param text written as UTF-8
     */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        // An attempt that was given up may still be writing, in another process or in this one.
        Path part = file.resolveSibling("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".tmp");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
