package dev.parallax.comparison.cli;

import java.util.regex.Pattern;

/** Keeps passwords and keys in addresses from being shown. */
final class Secrets {
    private static final Pattern USER_OF_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]+@");
    private static final Pattern SETTING = Pattern.compile(
            "(?i)((?:password|accountkey|key|secret|token|sig)=)(?:\"(?:\\\\.|[^\"\\\\])*\"?|'[^']*'?|[^;&,\\s'\"]+)");

    private Secrets() {}

    static String hidden(String text) {
        return SETTING.matcher(USER_OF_ADDRESS.matcher(text).replaceAll("***@")).replaceAll("$1***");
    }
}
