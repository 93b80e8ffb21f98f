package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.architectures.cluster.RootCause;
import dev.parallax.comparison.diff.ConservationFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Data goes to standard output, progress and errors to standard error. */
@Command(
        name = "parallax",
        mixinStandardHelpOptions = true,
        version = "Parallax 1.0",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Runs one transformation as a lambda and as a kappa architecture on Apache Flink, and shows where "
                        + "the two views differ from the truth, by how much, why, and what each costs.",
        footer = {
            "",
            "Exit status: 0 done, 1 the check asked for failed, 2 bad usage or bad input, 3 a job or service failed.",
            "",
            "Examples:",
            "  ./parallax compare",
            "  ./parallax compare --events events.json --pipeline devices --expect exact",
            "  ./parallax generate --events 1000000 > events.json",
            "  ./parallax run batch --events events.json --out view"
        },
        subcommands = {CompareCommand.class, RunCommand.class, GenerateCommand.class, KafkaCommand.class})
public final class Parallax {
    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int FAILED = 3;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces with errors.")
    private boolean verbose;

    private Parallax() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit status. */
    public static int run(String... arguments) {
        Parallax parallax = new Parallax();
        return new CommandLine(parallax)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        Terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .registerConverter(java.time.Duration.class, dev.parallax.shared.job.Durations::parse)
                .setParameterExceptionHandler((problem, given) -> {
                    PrintWriter err = problem.getCommandLine().getErr();
                    err.println("parallax: " + sentence(problem.getMessage()));
                    err.println("Try 'parallax " + commandPath(problem.getCommandLine()) + "--help'.");
                    return BAD_INPUT;
                })
                .setExecutionExceptionHandler((problem, command, given) -> parallax.explain(problem, command))
                .execute(arguments);
    }

    private static String commandPath(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return name.equals("parallax") ? "" : name.substring("parallax ".length()) + " ";
    }

    private int explain(Exception problem, CommandLine command) {
        if (OpenResources.interrupted()) {
            return FAILED;
        }
        if (verbose) {
            problem.printStackTrace(command.getErr());
        }
        command.getErr().println("parallax: " + sentence(message(problem)));
        return status(problem);
    }

    private static String message(Exception problem) {
        if (problem instanceof UncheckedIOException || problem instanceof KafkaException) {
            String root = RootCause.of(problem);
            String message = problem.getMessage();
            return message == null || root.contains(message)
                    ? root
                    : message + (message.contains(root) ? "" : " (" + root + ")");
        }
        return problem.getMessage() == null ? RootCause.of(problem) : problem.getMessage();
    }

    private static int status(Exception problem) {
        if (problem instanceof ConservationFailure) {
            return CHECK_FAILED;
        }
        boolean input = problem instanceof IllegalArgumentException
                || problem instanceof UncheckedIOException
                || problem instanceof IOException;
        return input && !(problem instanceof JobFailure) ? BAD_INPUT : FAILED;
    }

    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("unknown").strip();
        return line.matches(".*[.!?)]") ? line : line + ".";
    }
}
