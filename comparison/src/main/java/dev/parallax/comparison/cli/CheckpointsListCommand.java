package dev.parallax.comparison.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.checkpoints.CheckpointGone;
import dev.parallax.checkpoints.UnreadableCheckpoint;
import dev.parallax.shared.query.Commit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "list",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Lists the checkpoints and savepoints that are there, job by job: number, what asked for it, when it was complete, how large "
                    + "its state is and how much of that is not shared with those before it, of how many operators, and whether it "
                    + "is complete.",
            "Of a query's checkpoints, which are its triggers, also how many records were read and how many rows left."
        },
        footer = {"", "Examples:", "  ./parallax checkpoints list CP", "  ./parallax checkpoints list CP --json"})
final class CheckpointsListCommand implements Callable<Integer> {
    private static final String UNKNOWN = "?";

    @ParentCommand
    private CheckpointsCommand checkpoints;

    @Parameters(index = "0", paramLabel = "DIR", description = "Where they are.")
    private Path path;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** One of them: what was found, what is in it unless that cannot be read, what its trigger did if that is known. */
    private record Line(CheckpointEntry entry, CheckpointContents contents, Commit commit) {
        private String number() {
            return entry.number() == CheckpointEntry.UNKNOWN ? UNKNOWN : Long.toString(entry.number());
        }

        private String kind() {
            return entry.kind().name().toLowerCase(Locale.ROOT);
        }

        private String complete() {
            return !entry.complete() ? "no" : contents == null ? "damaged" : "yes";
        }
    }

    @Override
    public Integer call() throws IOException {
        CheckpointDirectory directory = CheckpointDirectory.at(path);
        List<String> problems = new ArrayList<>();
        Map<String, List<Line>> byJob = new LinkedHashMap<>();
        for (CheckpointEntry entry : directory.entries()) {
            line(directory, entry, problems)
                    .ifPresent(
                            line -> byJob.computeIfAbsent(Objects.toString(entry.job(), ""), job -> new ArrayList<>())
                                    .add(line));
        }
        if (json) {
            checkpoints.print(json(directory, byJob));
        } else if (byJob.isEmpty()) {
            System.err.println("There is no checkpoint in " + directory.path() + " yet.");
        } else {
            print(byJob, directory.commits().isPresent());
        }
        return checkpoints.status(problems);
    }

    /** Empty if it has gone since it was found. */
    private static Optional<Line> line(CheckpointDirectory directory, CheckpointEntry entry, List<String> problems) {
        CheckpointContents contents = null;
        try {
            if (entry.complete()) {
                CheckpointContents read = CheckpointContents.of(entry);
                read.requireFiles();
                contents = read;
            }
        } catch (CheckpointGone gone) {
            return Optional.empty();
        } catch (UnreadableCheckpoint problem) {
            problems.add(problem.getMessage());
        }
        Commit commit = entry.number() == CheckpointEntry.UNKNOWN
                ? null
                : directory.commits().flatMap(log -> log.read(entry.number())).orElse(null);
        return Optional.of(new Line(entry, contents, commit));
    }

    private void print(Map<String, List<Line>> byJob, boolean ofQuery) throws IOException {
        boolean terminal = Terminal.isOutput();
        StringBuilder text = new StringBuilder();
        if (terminal && byJob.size() > 1) {
            int number = 0;
            for (Map.Entry<String, List<Line>> job : byJob.entrySet()) {
                text.append(number++ == 0 ? "" : "\n")
                        .append("job ")
                        .append(number)
                        .append(job.getKey().isEmpty() ? ", not known by its id" : ": " + job.getKey())
                        .append('\n');
                Table table = table(ofQuery, false);
                job.getValue().forEach(line -> table.add(cells(line, ofQuery, null)));
                text.append(table.text(true));
            }
        } else {
            Table table = table(ofQuery, !terminal);
            byJob.forEach(
                    (job, lines) -> lines.forEach(line -> table.add(cells(line, ofQuery, terminal ? null : job))));
            text.append(table.text(terminal));
        }
        checkpoints.parallax().output().print(text.toString());
    }

    private static Table table(boolean ofQuery, boolean withJob) {
        List<String> header =
                new ArrayList<>(List.of("number", "trigger", "time", "bytes", "own bytes", "operators", "complete"));
        if (ofQuery) {
            header.addAll(List.of("records in", "rows out"));
        }
        if (withJob) {
            header.add("job");
        }
        return new Table(header.toArray(String[]::new));
    }

    private static Object[] cells(Line line, boolean ofQuery, String job) {
        boolean known = line.contents() != null;
        List<Object> cells = new ArrayList<>(List.of(
                line.number(),
                line.kind(),
                CheckpointTables.time(line.entry().time()),
                known ? (Object) line.contents().size() : UNKNOWN,
                known ? (Object) line.contents().ownSize() : UNKNOWN,
                known ? (Object) line.contents().operators().size() : UNKNOWN,
                line.complete()));
        if (ofQuery) {
            cells.add(line.commit() == null ? (Object) UNKNOWN : line.commit().recordsIn());
            cells.add(line.commit() == null ? (Object) UNKNOWN : line.commit().rowsOut());
        }
        if (job != null) {
            cells.add(job);
        }
        return cells.toArray();
    }

    private static ObjectNode json(CheckpointDirectory directory, Map<String, List<Line>> byJob) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("directory", directory.path().toString());
        ArrayNode jobs = json.putArray("jobs");
        byJob.forEach((id, lines) -> {
            ObjectNode job = jobs.addObject();
            job.put("number", jobs.size());
            job.put("id", id.isEmpty() ? null : id);
            ArrayNode entries = job.putArray("checkpoints");
            for (Line line : lines) {
                ObjectNode entry = entries.addObject();
                entry.put(
                        "number",
                        line.entry().number() == CheckpointEntry.UNKNOWN
                                ? null
                                : line.entry().number());
                entry.put("trigger", line.kind());
                entry.put("time", line.entry().time().toString());
                entry.put("path", line.entry().path().toString());
                entry.put("complete", line.entry().complete());
                entry.put("readable", line.contents() != null);
                if (line.contents() != null) {
                    entry.put("bytes", line.contents().size());
                    entry.put("ownBytes", line.contents().ownSize());
                    entry.put("operators", line.contents().operators().size());
                }
                if (line.commit() != null) {
                    entry.put("recordsIn", line.commit().recordsIn());
                    entry.put("rowsOut", line.commit().rowsOut());
                }
            }
        });
        return json;
    }
}
