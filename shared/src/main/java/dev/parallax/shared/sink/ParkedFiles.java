package dev.parallax.shared.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in which one sink's rows are parked. A finished one is called {@code GENERATION-TRIGGER-SUBTASK.ndjson}, so that in the order of their names what is said of a row
 * later comes later: a generation is an attempt of the job, and sees the files of those before it.
 *
 * @param directory for this sink alone; it need not exist
 */
record ParkedFiles(Path directory) {
    private static final Pattern FINISHED = Pattern.compile("(\\d{8})-(\\d{12})-(\\d{5})\\.ndjson");

    /** @param parked the directory for all sinks of a query */
    static ParkedFiles of(Path parked, String sink) {
        // Two names that differ in what no file name can hold must not meet.
        String hash = HexFormat.of().toHexDigits(sink.hashCode());
        return new ParkedFiles(parked.resolve(sink.replaceAll("[^A-Za-z0-9.]+", "-") + "-" + hash));
    }

    /** In the order in which they count. */
    List<Path> finished() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            FINISHED.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** A number above those of all attempts that have parked something. */
    int nextGeneration() throws IOException {
        int last = 0;
        for (Path file : finished()) {
            Matcher name = FINISHED.matcher(file.getFileName().toString());
            if (name.matches()) {
                last = Math.max(last, Integer.parseInt(name.group(1)));
            }
        }
        return last + 1;
    }

    Path finished(int generation, long trigger, int subtask) {
        return directory.resolve("%08d-%012d-%05d.ndjson".formatted(generation, trigger, subtask));
    }

    Path unfinished(int subtask) {
        return directory.resolve(".%05d.unfinished".formatted(subtask));
    }

    /** Takes one line after the other. */
    interface LineReader {
        void accept(ParkedLine line) throws IOException;
    }

    /** Hands out what is said of rows, the latest last. */
    static void read(List<Path> files, LineReader reader) throws IOException {
        for (Path file : files) {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    reader.accept(ParkedLine.parse(file, line));
                }
            }
        }
    }
}
