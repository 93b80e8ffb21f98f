package dev.parallax.comparison.cli;

/** What the launcher found out about standard output and standard error, which Java itself cannot tell apart. */
final class Terminal {
    private Terminal() {}

    static boolean isOutput() {
        return "true".equals(System.getProperty("parallax.stdout.terminal"));
    }

    static boolean isError() {
        return "true".equals(System.getProperty("parallax.stderr.terminal"));
    }

    /** Whether standard output shows colours; {@code NO_COLOR} says no. */
    static boolean colour() {
        String noColour = System.getenv("NO_COLOR");
        return isOutput() && (noColour == null || noColour.isEmpty());
    }
}
