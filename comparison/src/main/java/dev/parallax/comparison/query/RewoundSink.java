package dev.parallax.comparison.query;

import java.util.Map;

/** What becomes of a sink's rows when a query goes back: those that left since the checkpoint are there, and come again. */
final class RewoundSink {
    private static final Map<String, String> BY_SCHEME = Map.of(
            "console", "Tables that were printed since are printed again.",
            "blackhole", "Nothing is kept.",
            "redis", replaced(),
            "rediss", replaced(),
            "cosmos", replaced());

    private RewoundSink() {}

    private static String replaced() {
        return "Each row replaces what the abandoned attempt wrote: a reader sees it once, and never an older one.";
    }

    /**
     * What a reader of the sink sees.
     *
     * @param address as the query was given it
     * @param outputMode as the query was given it
     */
    static String sentence(String address, String outputMode) {
        String scheme = address.replaceFirst(":.*", "");
        boolean append = "append".equals(outputMode);
        return switch (scheme) {
            case "file" ->
                append
                        ? "Files with rows that left since then stay: those rows will be there twice, the same both times."
                        : "Files with rows that left since then stay: of several rows of a key and window, the one in the file"
                                + " that was written last counts.";
            case "kafka" ->
                append
                        ? "Rows that left since then stay in the topic: they will be there twice, the same both times."
                        : "Rows that left since then stay in the topic: of several rows of a key and window, the last one"
                                + " counts.";
            default -> BY_SCHEME.getOrDefault(scheme, "Rows that left since then are written again.");
        };
    }
}
