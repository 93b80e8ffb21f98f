package dev.parallax.shared.log.folder;

import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory itself: what lies in it, and how it is tidied up. */
final class Folder {
    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

    private final Path directory;
    private final Cleaning cleaning;
    private final CleanedFiles notes;

    /** @param notes where it is noted what is cleaned away; null for nowhere */
    Folder(FolderSettings settings, CleanedFiles notes) {
        this.directory = Path.of(settings.directory());
        this.cleaning = settings.cleaning();
        this.notes = notes;
    }

    /**
     * The complete files by name. Directories, hidden files, and those whose names begin with {@code _} or end in {@code .tmp} are left out.
     *
     * @throws IllegalStateException if the directory cannot be read, with a sentence
     */
    Map<String, WatchedFile> list() {
        Map<String, WatchedFile> files = new HashMap<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Folder::isComplete)) {
            for (Path child : children) {
                WatchedFile file = look(child);
                if (file != null) {
                    files.put(file.name(), file);
                }
            }
            return files;
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private IllegalStateException unreadable(IOException problem) {
        return new IllegalStateException(
                "The directory " + directory + " cannot be read: " + FileProblem.reason(problem) + ".", problem);
    }

    private static boolean isComplete(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("_") && !name.endsWith(".tmp");
    }

    /** Null if it is no file, or gone. */
    private static WatchedFile look(Path path) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return found.isRegularFile()
                    ? new WatchedFile(
                            path.getFileName().toString(),
                            found.size(),
                            found.lastModifiedTime().toMillis())
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Deletes or archives files, unless they are not what was read any more.
     *
     * @param checkpoint the number of the checkpoint that holds that they were read
     */
    List<WatchedFile> clean(List<WatchedFile> files, long checkpoint) {
        List<WatchedFile> cleaned = new ArrayList<>();
        for (WatchedFile file : files) {
            Path path = directory.resolve(file.name());
            try {
                if (!file.equals(look(path))) {
                    continue;
                }
                if (cleaning instanceof Cleaning.Delete) {
                    note(file, checkpoint, null);
                    Files.delete(path);
                } else if (cleaning instanceof Cleaning.Archive archive) {
                    move(file, checkpoint, Files.createDirectories(Path.of(archive.directory())));
                }
                cleaned.add(file);
            } catch (IOException e) {
                LOG.warn(
                        "The file {} was read, but cannot be cleaned away: {}. It is tried again after the next checkpoint.",
                        path,
                        FileProblem.reason(e));
            }
        }
        return cleaned;
    }

    private void note(WatchedFile file, long checkpoint, Path archived) throws IOException {
        if (notes != null) {
            notes.note(new CleanedFiles.Cleaned(
                    checkpoint,
                    file.name(),
                    file.size(),
                    file.modified(),
                    archived == null
                            ? null
                            : archived.toAbsolutePath().normalize().toString()));
        }
    }

    private void move(WatchedFile file, long checkpoint, Path archive) throws IOException {
        String name = file.name();
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        for (int number = 0; ; number++) {
            Path target = archive.resolve(number == 0 ? name : stem + "." + number + ending);
            if (Files.exists(target)) {
                continue;
            }
            note(file, checkpoint, target);
            try {
                Files.move(directory.resolve(name), target);
                return;
            } catch (FileAlreadyExistsException e) {
                LOG.debug("The name {} is taken.", target);
            }
        }
    }
}
