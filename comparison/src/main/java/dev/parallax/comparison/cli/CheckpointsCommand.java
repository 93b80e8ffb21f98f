package dev.parallax.comparison.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "checkpoints",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "rewind",
        description = "The checkpoints of a query or a job.",
        subcommands = RewindCommand.class,
        footer = {"", "Example:", "  ./parallax checkpoints rewind CP --to 7"})
final class CheckpointsCommand {
    @ParentCommand
    private Parallax parallax;

    /** Where a command writes its data. */
    StandardOutput output() {
        return parallax.output();
    }
}
