package dev.parallax.shared.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Why a file cannot be used, in words: Java often says no more than its name. */
public final class FileProblem {
    private static final String DISK_FULL = "the disk is full";

    private FileProblem() {}

    /** The reason, as the end of a sentence without its full stop. */
    public static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException || problem instanceof FileNotFoundException) {
            return "there is no such file or directory";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "it exists, and is no directory";
        }
        if (problem instanceof NotDirectoryException) {
            return "it is no directory";
        }
        if (isDiskFull(problem)) {
            return DISK_FULL;
        }
        String said = problem instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : problem.getMessage();
        return said == null ? problem.getClass().getSimpleName() : withoutStop(said);
    }

    /** Whether it is for want of space that something could not be written. */
    public static boolean isDiskFull(IOException problem) {
        String said = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("quota exceeded") || said.contains(DISK_FULL);
    }

    /** Whether another name would help. */
    public static boolean isOfItsName(IOException problem) {
        return problem instanceof NoSuchFileException
                || problem instanceof FileNotFoundException
                || problem instanceof AccessDeniedException
                || problem instanceof FileAlreadyExistsException
                || problem instanceof NotDirectoryException
                || problem instanceof FileSystemLoopException
                || problem instanceof FileSystemException file
                        && String.valueOf(file.getReason()).contains("irectory");
    }

    private static String withoutStop(String said) {
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }
}
