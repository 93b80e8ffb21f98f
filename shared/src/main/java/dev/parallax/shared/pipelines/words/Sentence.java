package dev.parallax.shared.pipelines.words;

import java.util.List;

/**
 * Words that were said at one moment.
 *
 * @param eventTime in milliseconds since the epoch, UTC
 * @param words in their order; may be empty
 */
public record Sentence(long eventTime, List<String> words) {}
