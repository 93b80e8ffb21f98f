package dev.parallax.shared.pipelines.words;

/**
 * The accumulator of the words pipeline.
 *
 * @param count how often the word was said
 */
public record WordCount(long count) {}
