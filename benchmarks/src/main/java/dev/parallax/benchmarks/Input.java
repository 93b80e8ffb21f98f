package dev.parallax.benchmarks;

import java.nio.file.Path;

/**
 * Events on the disk.
 *
 * @param directory with four files, each a partition in order
 * @param size what was asked for
 * @param readings in good events, each event counted once
 * @param bytes of all files
 */
record Input(Path directory, Size size, long readings, long bytes) {
    /** The same lines cut into files in the order of time, for programs that follow a directory. */
    Path pieces() {
        return directory.resolveSibling(directory.getFileName() + "-pieces");
    }
}
