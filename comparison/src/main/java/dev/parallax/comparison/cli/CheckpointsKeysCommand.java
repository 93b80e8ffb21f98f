package dev.parallax.comparison.cli;

import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.checkpoints.KeyedRows;
import dev.parallax.shared.format.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "keys",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Shows what an operator keeps for its keys, decoded by what the checkpoint itself says of its form: of the rollup, the "
                        + "accumulator of each open window. A pipeline of one's own need not be at hand.",
        footer = {
            "",
            "Examples:",
            "  ./parallax checkpoints keys CP",
            "  ./parallax checkpoints keys CP 7 --key CI00103",
            "  ./parallax checkpoints keys CP 7 --operator rollup --state cells --json"
        })
final class CheckpointsKeysCommand implements Callable<Integer> {
    @ParentCommand
    private CheckpointsCommand checkpoints;

    @Parameters(index = "0", paramLabel = "DIR", description = "Where the checkpoint is.")
    private Path path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "Its number. Default: the newest that is complete.")
    private Long number;

    @Option(
            names = "--operator",
            paramLabel = "UID",
            description = "Whose state: a uid, name or id that show names. Default: the rollup.")
    private String operator;

    @Option(
            names = "--state",
            paramLabel = "NAME",
            description = "Which state, as show names it. Default: the rollup's rows.")
    private String state;

    @Option(names = "--key", paramLabel = "KEY", description = "Of this key alone.")
    private String key;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--job",
            paramLabel = "JOB",
            description = "Where several jobs have the checkpoint: whose, by number in the list or by id.")
    private String job;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (most < 1) {
            throw new IllegalArgumentException("--max must be at least 1, not " + most + ".");
        }
        CheckpointDirectory directory = CheckpointDirectory.at(path);
        CheckpointContents contents = CheckpointContents.of(directory.choose(number, job));
        try (OpenResources resources = checkpoints.parallax().resources()) {
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Reading state", -1);
            KeyedRows rows =
                    KeyedRows.of(contents, operator, state, key, most, resources.temporaryDirectory(), progress::at);
            progress.close();
            if (json) {
                checkpoints.print(CheckpointJson.of(contents, rows));
                return Parallax.DONE;
            }
            if (rows.entries().isEmpty()) {
                System.err.println("The state '" + VisibleText.of(rows.state()) + "' holds nothing"
                        + (key == null ? "." : " for the key '" + VisibleText.of(key) + "'."));
                return Parallax.DONE;
            }
            checkpoints.parallax().output().print(CheckpointTables.of(rows, Terminal.isOutput()));
            if (rows.more() > 0) {
                System.err.println("There are " + rows.more() + " more: --max shows them, --key those of one key.");
            }
            return Parallax.DONE;
        }
    }
}
