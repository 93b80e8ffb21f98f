package dev.parallax.shared.logic;

import java.util.List;

/**
 * One thing that a {@link Detection} has found.
 *
 * @param name what it is, as no other of its row is called
 * @param eventIds of the events that show it, none twice: when the last of them is known, it can be found
 */
public record Finding(String name, List<String> eventIds) {}
