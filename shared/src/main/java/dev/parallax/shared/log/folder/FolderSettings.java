package dev.parallax.shared.log.folder;

import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.Allowance;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a folder is read.
 *
 * @param directory the folder, as an absolute path that every task manager and the job manager see
 * @param format what its files hold
 * @param ingestTimeField the field of an event that says its ingest time; null to take the time at which the file was last written
 * @param maxFilesPerTrigger so many files are begun between two checkpoints, or {@link Allowance#UNLIMITED}
 * @param cleaning what becomes of files that were read
 * @param follow whether the last file is followed while it grows
 * @param partition the partition of the log that the folder is
 */
public record FolderSettings(
        String directory,
        RecordFormat format,
        String ingestTimeField,
        int maxFilesPerTrigger,
        Cleaning cleaning,
        boolean follow,
        int partition)
        implements Serializable {
    /** @throws IllegalArgumentException if the settings do not fit together, with a sentence */
    public FolderSettings {
        if (maxFilesPerTrigger < 0) {
            throw new IllegalArgumentException(
                    "The number of files per trigger is 1 or more, or 0 for no limit, not " + maxFilesPerTrigger + ".");
        }
        if (follow && !format.isLineByLine()) {
            throw new IllegalArgumentException("Files of the format " + format.name()
                    + " cannot be followed while they grow: only formats that go line by line can.");
        }
        if (cleaning instanceof Cleaning.Archive archive
                && Path.of(archive.directory())
                        .toAbsolutePath()
                        .normalize()
                        .equals(Path.of(directory).toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("The files of " + directory
                    + " cannot be archived in that same directory: they would be read again.");
        }
    }

    /**
     * All files as they come, by the time at which they were written; nothing is limited, cleaned or followed.
     *
     * @throws IllegalArgumentException if there is no such directory, with a sentence
     */
    public static FolderSettings of(Path directory, RecordFormat format) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    Files.exists(directory)
                            ? "To be watched for new files, " + directory + " must be a directory."
                            : "There is no directory " + directory + " to watch for new files.");
        }
        return new FolderSettings(
                directory.toAbsolutePath().normalize().toString(),
                format,
                null,
                (int) Allowance.UNLIMITED,
                new Cleaning.Off(),
                false,
                0);
    }

    public FolderSettings withIngestTimeField(String field) {
        return new FolderSettings(directory, format, field, maxFilesPerTrigger, cleaning, follow, partition);
    }

    public FolderSettings withMaxFilesPerTrigger(int files) {
        return new FolderSettings(directory, format, ingestTimeField, files, cleaning, follow, partition);
    }

    public FolderSettings withCleaning(Cleaning what) {
        return new FolderSettings(directory, format, ingestTimeField, maxFilesPerTrigger, what, follow, partition);
    }

    public FolderSettings following(boolean whileItGrows) {
        return new FolderSettings(
                directory, format, ingestTimeField, maxFilesPerTrigger, cleaning, whileItGrows, partition);
    }

    FolderSettings asPartition(int number) {
        return new FolderSettings(directory, format, ingestTimeField, maxFilesPerTrigger, cleaning, follow, number);
    }

    boolean cleans() {
        return !(cleaning instanceof Cleaning.Off);
    }
}
