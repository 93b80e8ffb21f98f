package dev.parallax.benchmarks;

/** A program did not do what all of them should: its message is a sentence about it. */
final class ProgramFailure extends Exception {
    ProgramFailure(String sentence) {
        super(sentence);
    }
}
