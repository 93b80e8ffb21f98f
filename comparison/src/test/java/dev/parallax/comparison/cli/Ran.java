package dev.parallax.comparison.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that has run in this process, and what it said. */
public record Ran(int status, String output, String errors) {
    public static Ran parallax(String... arguments) {
        return withInput("", arguments);
    }

    public static Ran withInput(String input, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            int status = Parallax.run(arguments);
            return new Ran(status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
    }

    /** What it said last, behind any progress. */
    String lastLine() {
        return errors.lines().reduce("", (before, line) -> line);
    }

    /** What went wrong, without progress and the hint at the help. */
    List<String> complaints() {
        return errors.lines().filter(line -> line.startsWith("parallax: ")).toList();
    }
}
