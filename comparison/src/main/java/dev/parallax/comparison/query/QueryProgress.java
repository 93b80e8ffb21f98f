package dev.parallax.comparison.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.shared.query.Commit;
import dev.parallax.shared.query.CommitLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Follows the commits of a query: adds them up, and writes each with its rate and the size of the state as one JSON object a line. */
final class QueryProgress {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommitLog log;
    private final Path file;
    private long last;
    private long lastNanos = System.nanoTime();
    private Commit newest;
    private long triggers;
    private long recordsIn;
    private long rowsOut;
    private long late;
    private long deadLetters;

    /** @param file where to write; null for nowhere */
    QueryProgress(CommitLog log, Path file) {
        this.log = log;
        this.file = file;
        this.last = log.last().map(Commit::trigger).orElse(0L);
    }

    /** Takes in what was committed since it was last asked. */
    void follow(LongSupplier stateBytes) throws IOException {
        for (long trigger : log.triggers()) {
            Commit commit = trigger > last ? log.read(trigger).orElse(null) : null;
            if (commit != null) {
                accept(commit, stateBytes);
                last = trigger;
            }
        }
    }

    private void accept(Commit commit, LongSupplier stateBytes) throws IOException {
        newest = commit;
        triggers++;
        recordsIn += commit.recordsIn();
        rowsOut += commit.rowsOut();
        late += commit.late();
        deadLetters += commit.deadLetters();
        long now = System.nanoTime();
        if (file != null) {
            ObjectNode line = JSON.valueToTree(commit);
            line.put("at", Instant.now().toString());
            line.put("recordsPerSecond", Math.round(commit.recordsIn() * 1e9 / Math.max(1, now - lastNanos)));
            line.put("stateBytes", stateBytes.getAsLong());
            Files.writeString(
                    file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        lastNanos = now;
    }

    /** The newest commit; null before there is one. */
    Commit newest() {
        return newest;
    }

    long recordsIn() {
        return recordsIn;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** What the query has done, as a sentence without its end. */
    String summary() {
        return counted(recordsIn, "record", " in")
                + counted(rowsOut, "row", " out")
                + counted(triggers, "trigger", "")
                + String.format(Locale.ROOT, "%,d late, ", late)
                + counted(deadLetters, "dead letter", "").replaceFirst(", $", "");
    }

    private static String counted(long count, String what, String where) {
        return String.format(Locale.ROOT, "%,d %s%s%s, ", count, what, count == 1 ? "" : "s", where);
    }
}
