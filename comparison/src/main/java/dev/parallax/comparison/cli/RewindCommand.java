package dev.parallax.comparison.cli;

import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.comparison.query.Rewind;
import dev.parallax.shared.format.VisibleText;
import dev.parallax.shared.sink.Parked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rewind",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Takes a query back to an earlier checkpoint: started again with the same command, it goes on from there and reads "
                    + "again what came after. The query must not run meanwhile.",
            "Later checkpoints, commits, dead letters and late contributions in DIR are set aside below DIR/abandoned; files "
                    + "that --clean has archived since come back into their folder. Nothing is deleted: --undo takes it all back, "
                    + "as long as the query has not gone on. Rows that have left for sinks since stay there; what that means is "
                    + "said for each sink.",
            "Of a folder, files that are there are read again, whatever they hold now, in the order of their times. A job that "
                    + "was submitted with flink run goes back with flink run -s and the directory of its checkpoint."
        },
        footer = {
            "",
            "Examples:",
            "  ./parallax checkpoints list CP",
            "  ./parallax checkpoints rewind CP --to 7 --dry-run",
            "  ./parallax checkpoints rewind CP --to 7",
            "  ./parallax checkpoints rewind CP --undo"
        })
final class RewindCommand implements Callable<Integer> {
    @ParentCommand
    private CheckpointsCommand checkpoints;

    @Parameters(paramLabel = "DIR", description = "The query's --checkpoint directory.")
    private Path directory;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    /** Back, or back again. */
    static final class Where {
        @Option(names = "--to", paramLabel = "N", description = "The number of a checkpoint or savepoint.")
        private Long to;

        @Option(names = "--undo", description = "Take the last rewind back.")
        private boolean undo;
    }

    @Override
    public Integer call() throws IOException {
        LeftJob.requireNone(directory);
        if (!dryRun && completed()) {
            return Parallax.DONE;
        }
        if (where.undo) {
            if (dryRun) {
                throw new IllegalArgumentException("--dry-run goes with --to, not with --undo.");
            }
            say("The rewind to checkpoint " + Rewind.undo(directory)
                    + " is undone: everything is where it was before.");
            return Parallax.DONE;
        }
        try (Rewind rewind = Rewind.to(directory, where.to)) {
            if (rewind.isVain()) {
                say("The query goes on from " + rewind.target().title() + " anyway: it has noted nothing since.");
                return Parallax.DONE;
            }
            Lines text = new Lines();
            describe(rewind, text);
            if (!dryRun) {
                rewind.execute();
            }
            checkpoints.parallax().output().print(text.toString());
        }
        return Parallax.DONE;
    }

    /** Whether what is wanted had been begun before, and is done with that. */
    private boolean completed() throws IOException {
        Optional<Rewind.Completed> completed = Rewind.complete(directory);
        if (completed.isEmpty()) {
            return false;
        }
        boolean undone = completed.get().undone();
        long to = completed.get().to();
        System.err.println((undone ? "The undoing of a rewind" : "A rewind") + " to checkpoint " + to
                + " that was interrupted has been completed.");
        return undone ? where.undo : !where.undo && where.to == to;
    }

    /** Lines of what is done, or would be. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        private void add(String line) {
            text.append(VisibleText.of(line)).append('\n');
        }

        private void addIf(long count, String singular, String plural) {
            if (count > 0) {
                add(String.format(Locale.ROOT, count == 1 ? singular : plural, count));
            }
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private void describe(Rewind rewind, Lines text) throws IOException {
        CheckpointEntry target = rewind.target();
        text.add((dryRun ? "The query would go on" : "The query goes on") + " from " + target.title() + " of "
                + target.time().truncatedTo(ChronoUnit.SECONDS) + " when it is started again"
                + (rewind.recordsSince().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                dryRun ? ", and read %,d records again." : ", and reads %,d records again.",
                                rewind.recordsSince().getAsLong())
                        : "."));
        List<CheckpointEntry> later =
                rewind.later().stream().filter(CheckpointEntry::complete).toList();
        text.add("set aside: "
                + (later.isEmpty()
                        ? "nothing that could be gone on from"
                        : later.stream().map(CheckpointEntry::title).collect(Collectors.joining(", ")))
                + counted(rewind.setAside("commits"), "commit")
                + counted(rewind.setAside("dead-letters"), "file of dead letters", "files of dead letters")
                + counted(rewind.setAside("late"), "file of late contributions", "files of late contributions")
                + (rewind.setAside("finished") > 0 ? ", the note that the input had ended" : "")
                + "; in " + rewind.abandoned());
        text.addIf(
                rewind.broughtBack().size(),
                "folder: %d file comes back from the archive, to be read again",
                "folder: %d files come back from the archive, to be read again");
        if (rewind.topic() != null) {
            text.add("topic " + rewind.topic()
                    + ": it must still have what came since; if not, the query says so when it is started");
        }
        for (Map.Entry<String, String> sink : rewind.sinks().entrySet()) {
            text.add("sink " + sink.getKey() + ": " + sink.getValue());
        }
        text.addIf(
                rewind.redriven(),
                "dead letters: %d file of those since was redriven already; its records are in the source, and come again",
                "dead letters: %d files of those since were redriven already; their records are in the source, and come again");
        text.addIf(
                Parked.count(rewind.parked()),
                "parked: %d row stays; redrive leaves alone what the query has written since",
                "parked: %d rows stay; redrive leaves alone what the query has written since");
        if (!dryRun) {
            text.add("undo: ./parallax checkpoints rewind " + directory + " --undo, until the query is started again");
        }
    }

    private static String counted(long count, String what) {
        return counted(count, what, what + "s");
    }

    private static String counted(long count, String singular, String plural) {
        return count == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", count, count == 1 ? singular : plural);
    }

    private void say(String sentence) throws IOException {
        checkpoints.parallax().output().print(sentence + "\n");
    }
}
