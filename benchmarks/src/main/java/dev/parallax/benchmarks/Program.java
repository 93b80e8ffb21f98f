package dev.parallax.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * Something that computes the rows.
 *
 * @param name as the table shows it
 * @param needs what the harness makes ready for it
 * @param command what to run
 */
record Program(String name, Needs needs, Command command) {
    /** What a program reads. */
    enum Needs {
        FILES,
        PIECES,
        TOPIC
    }

    /**
     * Where a run reads and writes.
     *
     * @param input the events
     * @param topic the arguments that name them in Kafka; empty for programs that read files
     * @param out an empty directory for its rows
     * @param work an empty directory for everything else
     */
    record Places(Input input, List<String> topic, Path out, Path work) {}

    /** A command line for a run. */
    interface Command {
        List<String> line(Places places);
    }
}
