package dev.parallax.comparison.report;

/**
 * A line of a list on the page.
 *
 * @param name what it is
 * @param value how much it is, or which
 */
public record NamedValue(String name, String value) {}
