package dev.parallax.comparison.diff;

/** Thrown when records or facts were lost or made up: a defect that no report may hide. */
public final class ConservationFailure extends RuntimeException {
    public ConservationFailure(String message) {
        super(message);
    }
}
