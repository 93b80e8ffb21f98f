package dev.parallax.comparison.cli;

import picocli.CommandLine.Help.Ansi;

/** What the launcher found out about standard output and standard error, which Java itself cannot tell apart. */
final class Terminal {
    private Terminal() {}

    static boolean isOutput() {
        return Boolean.getBoolean("parallax.stdout.terminal");
    }

    static boolean isError() {
        return Boolean.getBoolean("parallax.stderr.terminal");
    }

    /** Whether standard output shows colours; {@code NO_COLOR} says no. */
    static boolean colour() {
        String noColour = System.getenv("NO_COLOR");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return isOutput() && !dumb && (noColour == null || noColour.isEmpty());
    }

    static Ansi ansi() {
        return colour() ? Ansi.ON : Ansi.OFF;
    }
}
