package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.DeadLetter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Data goes to standard output, progress and errors to standard error. */
@Command(
        name = "parallax",
        version = "Parallax 1.0",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Runs one transformation as a lambda and as a kappa architecture on Apache Flink, and shows where "
                        + "the two views differ from the truth, by how much, why, and what each costs.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit status: 0 done, 1 the check asked for failed, 2 bad usage or bad input,",
            "3 a job or service failed.",
            "",
            "Examples:",
            "  ./parallax compare",
            "  ./parallax compare --events events.json --expect exact",
            "  ./parallax generate --events 1000000 > events.json",
            "  ./parallax run batch --events events.json --out view"
        })
public final class Parallax {
    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int FAILED = 3;

    private static final List<Class<?>> COMMANDS = List.of(
            CompareCommand.class,
            RunCommand.class,
            ViewCommand.class,
            ReportCommand.class,
            DeadLettersCommand.class,
            RedriveCommand.class,
            CheckpointsCommand.class,
            SavepointCommand.class,
            GenerateCommand.class,
            KafkaCommand.class,
            ClusterCommand.class,
            TopicsCommand.class,
            ProduceCommand.class,
            ConsumeCommand.class,
            CosmosEmulatorCommand.class,
            ShellCommand.class);

    /** Enough for the longest option with its value. */
    private static final int OPTION_WIDTH = 33;

    private final StandardOutput output;
    private final OpenResources resources;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces with errors.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this help.")
    private boolean helpWanted;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean versionWanted;

    private Parallax(OutputStream output, boolean ownProcess) {
        this.output = new StandardOutput(output);
        this.resources = new OpenResources(ownProcess);
    }

    public static void main(String[] arguments) {
        // What fails in the background shows in the foreground, and is told there in a sentence.
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {});
        System.exit(new Parallax(new FileOutputStream(FileDescriptor.out), true).execute(arguments));
    }

    /** Runs a command and returns its exit status. */
    public static int run(String... arguments) {
        return new Parallax(System.out, false).execute(arguments);
    }

    private int execute(String... arguments) {
        ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
        PrintWriter err = new PrintWriter(System.err, true);
        try {
            return commandLine(arguments, err).execute(arguments);
        } catch (RuntimeException | Error defect) {
            return explain(defect, err);
        } finally {
            resources.close();
            Thread.currentThread().setContextClassLoader(classLoader);
            if (resources.ending().isPresent()) {
                Thread.interrupted(); // It was meant for the command, which is over.
            }
        }
    }

    private CommandLine commandLine(String[] arguments, PrintWriter err) {
        CommandLine commandLine = new CommandLine(this);
        commands(arguments).forEach(commandLine::addSubcommand);
        group(commandLine);
        Optional.ofNullable(commandLine.getSubcommands().get("cluster"))
                .ifPresent(ClusterCommand::leaveToFlinkWhatIsItsOwn);
        return commandLine
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()))
                .setOut(new PrintWriter(output, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setUsageHelpLongOptionsMaxWidth(OPTION_WIDTH)
                .registerConverter(Duration.class, new DurationText())
                .registerConverter(Instant.class, new InstantText())
                .registerConverter(LocalDate.class, new DateText())
                .registerConverter(OutputMode.class, new Choice<>(OutputMode.class))
                .registerConverter(CompareCommand.Expectation.class, new Choice<>(CompareCommand.Expectation.class))
                .registerConverter(ClusterOptions.StateBackend.class, new Choice<>(ClusterOptions.StateBackend.class))
                .registerConverter(ViewCommand.Served.class, new Choice<>(ViewCommand.Served.class))
                .registerConverter(DeadLetter.Kind.class, new Choice<>(DeadLetter.Kind.class))
                .registerConverter(ConsumeCommand.Start.class, new Choice<>(ConsumeCommand.Start.class))
                .setParameterExceptionHandler(new BadUsage())
                .setExecutionExceptionHandler((problem, command, given) -> explain(problem, command.getErr()));
    }

    /** The one that is asked for, if it is: to look at the options of all takes a third of the time of a short command. */
    private static List<Class<?>> commands(String[] arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && arguments[0].equals(
                                command.getAnnotation(Command.class).name()))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static void group(CommandLine commandLine) {
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedOptions());
        commandLine.getSubcommands().values().forEach(Parallax::group);
    }

    /** Where a command writes its data. */
    StandardOutput output() {
        return output;
    }

    /** What a command holds open. */
    OpenResources resources() {
        return resources;
    }

    private int explain(Throwable problem, PrintWriter err) {
        if (problem instanceof StandardOutput.ReaderGone) {
            return DONE;
        }
        Failure failure = resources.ending().orElseGet(() -> Failure.of(problem));
        resources.close();
        if (resources.isInterrupted()) {
            return FAILED;
        }
        if (verbose) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            err.print(Secrets.hidden(trace.toString()));
        }
        err.println("parallax: " + failure.sentence());
        return failure.status();
    }
}
