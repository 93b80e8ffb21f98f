package dev.parallax.comparison.cli;

import dev.parallax.comparison.shell.Notebook;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "shell",
        sortOptions = false,
        description =
                "Java's own shell, JShell, to try out a stream line by line: events(...) makes events from lines, a Path or a "
                        + "generator, run(...) runs a pipeline over them as a stream and batch(...) as a batch job, on a mini-cluster in "
                        + "this process, and table(view) prints what came out.",
        footer = {
            "",
            "/exit or Ctrl-D ends it. In a pipe only what the lines print is printed, and the",
            "exit status is 2 if a line could not be carried out.",
            "",
            "Examples:",
            "  ./parallax shell",
            "  echo 'table(run(\"devices\", events(\"devices\", 1000)))' | ./parallax shell",
            "",
            "  var e = events(Path.of(\"events.json\"))",
            "  var v = run(\"devices\", e, window(\"1h\"), outOfOrderness(\"5m\"))",
            "  table(v)",
            "  v.late()"
        })
final class ShellCommand implements Callable<Integer> {
    private static final String STARTUP = "startup.jsh";

    @ParentCommand
    private Parallax parallax;

    @Override
    public Integer call() throws Exception {
        boolean forPeople = System.console() != null;
        try (OpenResources resources = parallax.resources()) {
            Path work = resources.temporaryDirectory();
            resources.open(() -> Notebook.open(work));
            if (forPeople) {
                System.err.println(
                        "events(...), run(\"words\", events), batch(...), table(view); /help explains JShell, "
                                + "Ctrl-D ends it.");
            }
            Noticed problems = new Noticed(System.err);
            int status = JavaShellToolBuilder.builder()
                    // Nothing is read from, or left in, the settings of the user's own JShell.
                    .persistence(new HashMap<>())
                    .err(new PrintStream(problems, true, StandardCharsets.UTF_8))
                    .start(arguments(work, forPeople).toArray(String[]::new));
            return status == Parallax.DONE && problems.seen ? Parallax.BAD_INPUT : status;
        }
    }

    /** In this process: another one would have to be started first, and found out about when this one is killed. */
    private static List<String> arguments(Path work, boolean forPeople) throws IOException {
        Path startup = work.resolve(STARTUP);
        try (InputStream script = Notebook.class.getResourceAsStream(STARTUP)) {
            Files.copy(script, startup);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--execution",
                "local",
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                startup.toString(),
                "--feedback",
                "normal"));
        if (!forPeople) {
            arguments.add("-"); // Lines are carried out, and not echoed.
        }
        return arguments;
    }

    /** Notices that something was said. */
    private static final class Noticed extends FilterOutputStream {
        private boolean seen;

        private Noticed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            seen = true;
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            seen |= length > 0;
            out.write(bytes, from, length);
        }
    }
}
