package dev.parallax.comparison.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointDifference;
import dev.parallax.checkpoints.CheckpointReport;
import dev.parallax.checkpoints.KeyedEntry;
import dev.parallax.checkpoints.KeyedRows;
import dev.parallax.checkpoints.OperatorReport;
import dev.parallax.checkpoints.PendingCommit;
import dev.parallax.checkpoints.SourceChange;
import dev.parallax.checkpoints.SourcePosition;
import dev.parallax.checkpoints.StateSummary;
import dev.parallax.comparison.report.Figures;
import dev.parallax.shared.format.VisibleText;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.query.Commit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Checkpoints as people read them: a heading and a table for each kind of thing that there is. */
final class CheckpointTables {
    /** Files that were read, of a watched folder: a terminal is for those at hand. */
    private static final int MOST_READ_FILES = 20;

    private final boolean terminal;
    private final StringBuilder text = new StringBuilder();

    private CheckpointTables(boolean terminal) {
        this.terminal = terminal;
    }

    /** A time as in ISO 8601, to the second. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The same of milliseconds since the epoch; nothing where a clock stands at neither end of time. */
    static String time(long millis) {
        return millis == Long.MIN_VALUE || millis == Long.MAX_VALUE
                ? ""
                : Instant.ofEpochMilli(millis).toString();
    }

    static String of(CheckpointReport report, boolean terminal) {
        CheckpointTables tables = new CheckpointTables(terminal);
        CheckpointContents contents = report.contents();
        tables.line(title(contents) + ", complete at " + time(contents.entry().time()) + ": "
                + Figures.count(contents.size(), "byte", "bytes") + " of state, "
                + Figures.count(contents.ownSize()) + " of them its own, in "
                + contents.entry().path());
        tables.sources(report.read().sources());
        tables.clocks(report);
        tables.states(report.operators());
        tables.pending(report.pending());
        return tables.text.toString();
    }

    private static String title(CheckpointContents contents) {
        String job = contents.entry().job();
        return contents.entry().title() + (job == null ? "" : " of job " + job);
    }

    private void line(String line) {
        text.append(VisibleText.uncut(line)).append('\n');
    }

    private void section(String heading, Table table) {
        text.append('\n').append(heading).append('\n').append(table.text(terminal));
    }

    private void sources(List<SourcePosition> positions) {
        if (positions.isEmpty()) {
            return;
        }
        Table table = new Table("source", "what", "name", "partition", "read up to", "standing");
        int left = 0;
        int read = 0;
        for (SourcePosition position : positions) {
            boolean isOld =
                    position.next() == SourcePosition.NONE && position.standing() == SourcePosition.Standing.READ;
            if (isOld && terminal && ++read > MOST_READ_FILES) {
                left++;
                continue;
            }
            table.add(
                    position.operator(),
                    word(position.kind()),
                    position.name(),
                    number(position.partition()),
                    upTo(position),
                    standing(position));
        }
        section("Sources", table);
        if (left > 0) {
            line("and " + Figures.count(left) + " more files that were read to their end");
        }
        if (positions.stream().anyMatch(position -> position.kind() == SourcePosition.Kind.SOCKET)) {
            line("What came over a socket is gone: there is nothing to read again.");
        }
    }

    private static Object number(long number) {
        return number == SourcePosition.NONE ? "" : (Object) number;
    }

    private static Object upTo(SourcePosition position) {
        return position.next() == SourcePosition.NONE
                ? position.standing() == SourcePosition.Standing.READ ? "its end" : ""
                : (Object) position.next();
    }

    private static String standing(SourcePosition position) {
        return position.kind() == SourcePosition.Kind.OTHER ? "in a form of its own" : word(position.standing());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void clocks(CheckpointReport report) {
        if (!report.read().clocks().isEmpty()) {
            Table table = new Table(
                    "partition", "records", "malformed", "invalid", "next offset", "ingest time", "event time");
            for (PartitionClock clock : report.read().clocks()) {
                table.add(
                        clock.partition(),
                        clock.records(),
                        clock.malformed(),
                        clock.invalid(),
                        clock.nextOffset(),
                        time(clock.ingest()),
                        time(clock.event()));
            }
            section("Log clocks", table);
        }
        report.read()
                .closedUpTo()
                .ifPresent(time -> line("Windows are closed up to the watermark "
                        + (time == Long.MAX_VALUE ? "at the end of the log." : time(time) + ".")));
    }

    private void states(List<OperatorReport> operators) {
        Table table = new Table("operator", "name", "subtasks", "state", "kind", "keys", "entries", "bytes");
        for (OperatorReport report : operators) {
            String uid = report.operator().uid().orElse(report.operator().id());
            String name = report.operator().name().orElse("");
            if (report.states().isEmpty()) {
                String none = report.operator().isFinished() ? "(has ended)" : "(none)";
                table.add(
                        uid,
                        name,
                        report.operator().parallelism(),
                        none,
                        "",
                        "",
                        "",
                        report.operator().size());
            }
            for (StateSummary state : report.states()) {
                table.add(
                        uid,
                        name,
                        report.operator().parallelism(),
                        state.name(),
                        state.kind(),
                        state.isKeyed() ? (Object) state.keys() : "",
                        state.entries(),
                        state.bytes());
            }
        }
        section("State", table);
    }

    private void pending(List<PendingCommit> pending) {
        if (pending.isEmpty()) {
            return;
        }
        Table table = new Table("sink", "checkpoint", "what", "name");
        pending.forEach(
                commit -> table.add(commit.operator(), commit.checkpoint(), word(commit.kind()), commit.what()));
        section("Ready to commit", table);
    }

    static String of(CheckpointDifference difference, boolean terminal) {
        CheckpointTables tables = new CheckpointTables(terminal);
        tables.line("From " + title(difference.before()) + " to " + title(difference.after()) + ", "
                + time(difference.before().entry().time()) + " to "
                + time(difference.after().entry().time()));
        tables.changes(difference.sources());
        tables.partitions(difference.partitions());
        tables.commits(difference.commits());
        return tables.text.toString();
    }

    private void changes(List<SourceChange> changes) {
        if (changes.isEmpty()) {
            line("No source has read anything.");
            return;
        }
        Table table = new Table("source", "what", "name", "partition", "from", "to", "read");
        for (SourceChange change : changes) {
            SourcePosition position = change.position();
            boolean known = change.from() != SourcePosition.NONE && change.to() != SourcePosition.NONE;
            table.add(
                    position.operator(),
                    word(position.kind()),
                    position.name(),
                    number(position.partition()),
                    change.before() == null && change.from() == SourcePosition.NONE ? "" : number(change.from()),
                    change.after() == null ? "put away" : upTo(change.after()),
                    known ? (Object) (change.to() - change.from()) : "");
        }
        section("Sources", table);
    }

    private void partitions(List<CheckpointDifference.PartitionChange> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Table table = new Table("partition", "records", "from offset", "to offset", "event time from", "to");
        partitions.forEach(partition -> table.add(
                partition.number(),
                partition.records(),
                partition.before().nextOffset(),
                partition.after().nextOffset(),
                time(partition.before().event()),
                time(partition.after().event())));
        section("Log", table);
    }

    private void commits(List<Commit> commits) {
        if (commits.isEmpty()) {
            return;
        }
        Table table = new Table("trigger", "records in", "rows out", "late", "dead letters", "watermark");
        commits.forEach(commit -> table.add(
                commit.trigger(),
                commit.recordsIn(),
                commit.rowsOut(),
                commit.late(),
                commit.deadLetters(),
                Objects.toString(commit.watermark(), "")));
        section("Commits", table);
    }

    /** The rollup's rows with a column for each component of the accumulator; what else there is as it is. */
    static String of(KeyedRows rows, boolean terminal) {
        return (rows.isRollup() ? rollup(rows) : plain(rows)).text(terminal);
    }

    private static Table rollup(KeyedRows rows) {
        boolean epochs = rows.entries().stream().anyMatch(row -> row.epoch() != 0);
        Set<String> components = new LinkedHashSet<>();
        rows.entries().forEach(row -> row.accumulator().fieldNames().forEachRemaining(components::add));
        List<String> header = new ArrayList<>(List.of("key", "from", "to"));
        if (epochs) {
            header.add("epoch");
        }
        header.add("contributions");
        header.addAll(components);
        Table table = new Table(header.toArray(String[]::new));
        for (KeyedEntry row : rows.entries()) {
            JsonNode window = rows.window(row);
            List<Object> cells = new ArrayList<>(List.of(
                    row.subject().asText(),
                    time(window.path("start").longValue()),
                    time(window.path("end").longValue())));
            if (epochs) {
                cells.add(row.epoch());
            }
            cells.add(row.contributions());
            components.forEach(component -> cells.add(cell(row.accumulator().path(component))));
            table.add(cells.toArray());
        }
        return table;
    }

    private static Table plain(KeyedRows rows) {
        Table table = new Table("key", "namespace", "key in the map", "value");
        rows.entries()
                .forEach(row -> table.add(Stream.of(row.key(), row.namespace(), row.mapKey(), row.value())
                        .map(CheckpointTables::cell)
                        .toArray()));
        return table;
    }

    private static Object cell(JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
