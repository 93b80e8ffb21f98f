package dev.parallax.comparison.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.shared.format.VisibleText;
import java.io.IOException;
import java.util.Collection;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "checkpoints",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "list|show|keys|rewind",
        description =
                "What checkpoints and savepoints of a job hold, read without the job and while it runs; and the way back to one.",
        footer = {
            "",
            "A directory is that of ./parallax run stream --checkpoint DIR, one in which Flink keeps the",
            "checkpoints of jobs, that of one job, or one checkpoint or savepoint itself.",
            "",
            "Examples:",
            "  ./parallax checkpoints list CP",
            "  ./parallax checkpoints show CP 7",
            "  ./parallax checkpoints show CP --diff 5 7",
            "  ./parallax checkpoints keys CP 7 --key CI00103",
            "  ./parallax checkpoints rewind CP --to 7"
        },
        subcommands = {
            CheckpointsListCommand.class,
            CheckpointsShowCommand.class,
            CheckpointsKeysCommand.class,
            RewindCommand.class
        })
final class CheckpointsCommand {
    @ParentCommand
    private Parallax parallax;

    Parallax parallax() {
        return parallax;
    }

    /** One object, in a form that does a terminal no harm. */
    void print(JsonNode json) throws IOException {
        String text = json.toString();
        parallax.output().print((Terminal.isOutput() ? VisibleText.uncut(text) : text) + "\n");
    }

    /** Says what cannot be read. */
    int status(Collection<String> problems) {
        problems.forEach(problem -> System.err.println("parallax: " + VisibleText.uncut(problem)));
        return problems.isEmpty() ? Parallax.DONE : Parallax.BAD_INPUT;
    }
}
