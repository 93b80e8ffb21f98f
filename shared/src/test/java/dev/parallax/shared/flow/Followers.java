package dev.parallax.shared.flow;

import java.util.List;

/**
 * The accumulator of {@link FollowersPipeline}.
 *
 * @param count of events
 * @param event the id of the one that it is, while it is one
 * @param found what was found, each with how often
 */
public record Followers(long count, List<String> event, List<Found> found) {
    /** An event behind others, and how often it was found, less how often that was taken back. */
    public record Found(String text, int times) {}
}
