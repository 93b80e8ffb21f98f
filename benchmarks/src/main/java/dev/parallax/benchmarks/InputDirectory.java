package dev.parallax.benchmarks;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.Generated;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.log.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Makes inputs once, and finds them again. The rate is the same for every size: a larger input lasts longer, it has not more customers in a window.
 * Nothing in it is late, some events come twice, some lines are no events.
 *
 * @param root where inputs are kept
 * @param customers how many there are
 * @param seed of the generator
 */
record InputDirectory(Path root, int customers, long seed) {
    private static final int PARTITIONS = 4;
    private static final long EVENTS_A_WINDOW = 20_000;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String LAST_EVENT = """
            {"eventId":"00000000-0000-4000-8000-000000000000","customerId":"END","data":{"devices":[\
            {"deviceId":null,"temperature":0,"measure":"C","status":null}]},"eventTime":"%s 00:00:00.000000"}
            """;

    /** An event has two readings on average. */
    static GeneratorSettings settings(Size size, int customers, long seed) {
        long events = Math.max(1, size.readings() / 2);
        return GeneratorSettings.defaults("devices")
                .withSeed(seed)
                .withEvents(events)
                .withCustomers(customers)
                .withSpan(WINDOW.multipliedBy(events).dividedBy(EVENTS_A_WINDOW).plusMillis(1))
                .withLateShare(0);
    }

    Input input(Size size) throws IOException {
        Path directory = root.resolve(size + "-" + customers + "-customers-seed-" + seed);
        // Behind an underscore, since the programs read the whole directory: a further partition without an event would
        // keep every window open.
        Path summary = directory.resolve("_generated");
        if (!Files.exists(summary)) {
            Files.createDirectories(directory);
            Generated generated = write(size, directory);
            WholeFile.write(summary, Long.toString(generated.facts()));
        }
        long bytes = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            bytes += Files.size(file(directory, partition));
        }
        return new Input(directory, size, Long.parseLong(Files.readString(summary)), bytes);
    }

    private static Path file(Path directory, int partition) {
        return directory.resolve("partition-" + partition + ".json");
    }

    private Generated write(Size size, Path directory) throws IOException {
        try (DealtLines lines = DealtLines.to(directory)) {
            return new EventGenerator(settings(size, customers, seed)).writeTo(lines);
        }
    }

    /**
     * Cuts an input into files of so many lines, for programs that follow a directory; their times of change are in order. An event of
     * another day comes last, so that whoever closes windows by event time closes all the others.
     */
    void cut(Input input, int linesInPiece) throws IOException {
        Path done = input.pieces().resolve("_done");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(input.pieces());
        GeneratorSettings settings = settings(input.size(), customers, seed);
        Iterator<byte[]> lines = new EventGenerator(settings).lines();
        Instant changed = Instant.parse("2026-01-01T00:00:00Z");
        int piece = 0;
        while (lines.hasNext()) {
            Path file = piece(input, piece);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                for (int line = 0; line < linesInPiece && lines.hasNext(); line++) {
                    out.write(lines.next());
                    out.write('\n');
                }
            }
            Files.setLastModifiedTime(file, FileTime.from(changed.plusSeconds(piece)));
            piece++;
        }
        String last = LAST_EVENT.formatted(
                LocalDate.ofInstant(settings.start().plus(settings.span()).plus(Duration.ofDays(2)), ZoneOffset.UTC));
        Path file = Files.writeString(piece(input, piece), last);
        Files.setLastModifiedTime(file, FileTime.from(changed.plusSeconds(piece)));
        Files.createFile(done);
    }

    private static Path piece(Input input, int number) {
        return input.pieces().resolve(String.format(Locale.ROOT, "piece-%06d.json", number));
    }

    /** Deals lines to the partitions in turn. */
    private static final class DealtLines extends OutputStream {
        private final List<OutputStream> files = new ArrayList<>();
        private int turn;

        static DealtLines to(Path directory) throws IOException {
            DealtLines lines = new DealtLines();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                lines.files.add(new BufferedOutputStream(Files.newOutputStream(file(directory, partition)), 1 << 18));
            }
            return lines;
        }

        @Override
        public void write(int b) throws IOException {
            files.get(turn).write(b);
            if (b == '\n') {
                turn = (turn + 1) % PARTITIONS;
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int start = from;
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n') {
                    files.get(turn).write(bytes, start, i + 1 - start);
                    turn = (turn + 1) % PARTITIONS;
                    start = i + 1;
                }
            }
            files.get(turn).write(bytes, start, from + length - start);
        }

        @Override
        public void close() throws IOException {
            for (OutputStream file : files) {
                file.close();
            }
        }
    }
}
