package dev.parallax.comparison.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line. */
final class BadUsage implements IParameterExceptionHandler {
    private static final Pattern VALUE = Pattern.compile(
            "Invalid value for (?:option '(?<option>--[a-z-]+)'[^:]*|positional parameter at index \\d+ \\((?<parameter>.*?)\\)): (?<problem>.*)");

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        if (isWithoutCommand(problem, command)) {
            command.usage(err);
            return Parallax.BAD_INPUT;
        }
        err.println("parallax: " + Secrets.hidden(sentence(problem)));
        err.println("Try './" + command.getCommandSpec().qualifiedName() + " --help'.");
        return Parallax.BAD_INPUT;
    }

    private static boolean isWithoutCommand(ParameterException problem, CommandLine command) {
        return problem.getMessage().startsWith("Missing required subcommand")
                && !command.getSubcommands().isEmpty();
    }

    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (problem instanceof MissingParameterException) {
            return withStop(problem.getMessage());
        }
        Matcher value =
                VALUE.matcher(problem.getMessage().replaceFirst("is not an? (int|long)$", "is no whole number"));
        return withStop(value.matches() ? name(value) + ": " + value.group("problem") : problem.getMessage());
    }

    private static String name(Matcher value) {
        return value.group("option") == null ? value.group("parameter") : value.group("option");
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        CommandLine command = problem.getCommandLine();
        String argument = problem.getUnmatched().get(0);
        List<String> meant = problem.getSuggestions();
        if (problem.isUnknownOption()) {
            return "There is no option '" + argument.replaceAll("=.*", "") + "'"
                    + (meant.isEmpty() ? "." : ": did you mean " + String.join(" or ", meant) + "?");
        }
        return command.getSubcommands().isEmpty()
                ? "The argument '" + argument + "' belongs to no option."
                : "There is no command '" + argument + "', there are: "
                        + String.join(", ", command.getSubcommands().keySet()) + ".";
    }

    private static String withStop(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }
}
