package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;

/** A pipeline has thrown what it must not throw: a defect in its code, not in the data. */
public final class PipelineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PipelineFailure(String message, RuntimeException cause) {
        super(message, cause);
    }

    static PipelineFailure at(Pipeline<?, ?, ?> pipeline, String source, Place place, RuntimeException defect) {
        return new PipelineFailure(
                "The pipeline '" + pipeline.name() + "' failed at record " + (place.offset() + 1) + " of " + source
                        + ", partition " + place.partition() + ": " + defect + ".",
                defect);
    }
}
