package dev.parallax.comparison.cli;

import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointDifference;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.checkpoints.CheckpointReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "show",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Shows what a checkpoint holds: how far each source has read, the log clocks, of each operator its states with their keys, "
                    + "entries and bytes, and what sinks had ready to commit.",
            "With --diff: what was read between two checkpoints, and what a query's triggers did with it."
        },
        footer = {
            "",
            "A socket and generated events are not kept: from such a checkpoint one can go on, but not read again.",
            "",
            "Examples:",
            "  ./parallax checkpoints show CP",
            "  ./parallax checkpoints show CP 7 --json",
            "  ./parallax checkpoints show CP --diff 5 7"
        })
final class CheckpointsShowCommand implements Callable<Integer> {
    @ParentCommand
    private CheckpointsCommand checkpoints;

    @Parameters(index = "0", paramLabel = "DIR", description = "Where it is.")
    private Path path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "Its number. Default: the newest that is complete.")
    private Long number;

    @Option(names = "--diff", arity = "2", paramLabel = "N", description = "Instead: what happened between these two.")
    private List<Long> difference;

    @Option(
            names = "--job",
            paramLabel = "JOB",
            description = "Where several jobs have it: whose, by number in the list or by id.")
    private String job;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CheckpointDirectory directory = CheckpointDirectory.at(path);
        if (difference != null) {
            return showDifference(directory);
        }
        CheckpointContents contents = CheckpointContents.of(directory.choose(number, job));
        try (OpenResources resources = checkpoints.parallax().resources()) {
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Reading state", -1);
            CheckpointReport report = CheckpointReport.of(contents, resources.temporaryDirectory(), progress::at);
            progress.close();
            if (json) {
                checkpoints.print(CheckpointJson.of(report));
            } else {
                checkpoints.parallax().output().print(CheckpointTables.of(report, Terminal.isOutput()));
            }
            return checkpoints.status(report.problems());
        }
    }

    private int showDifference(CheckpointDirectory directory) throws IOException {
        if (number != null) {
            throw new IllegalArgumentException("Give one checkpoint, or two with --diff, not both.");
        }
        if (difference.get(0).equals(difference.get(1))) {
            throw new IllegalArgumentException(
                    "--diff: give two different checkpoints, not twice " + difference.get(0) + ".");
        }
        CheckpointDifference between = CheckpointDifference.between(
                directory,
                CheckpointContents.of(directory.choose(difference.get(0), job)),
                CheckpointContents.of(directory.choose(difference.get(1), job)));
        if (json) {
            checkpoints.print(CheckpointJson.of(between));
        } else {
            checkpoints.parallax().output().print(CheckpointTables.of(between, Terminal.isOutput()));
        }
        return Parallax.DONE;
    }
}
