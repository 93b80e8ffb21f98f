package dev.parallax.shared.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.shared.model.DeadLetter;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is expected of a bad record. */
public final class Rejections {
    private Rejections() {}

    public static AbstractStringAssert<?> assertMalformed(ThrowingCallable reading) {
        return assertRejected(DeadLetter.Kind.MALFORMED, reading);
    }

    /** Asserts that a record is rejected for a reason of that kind, in one sentence. */
    public static AbstractStringAssert<?> assertRejected(DeadLetter.Kind kind, ThrowingCallable reading) {
        BadRecord rejection = catchThrowableOfType(BadRecord.class, reading);
        assertThat(rejection).as("rejected").isNotNull();
        assertThat(rejection.kind()).as(rejection.getMessage()).isEqualTo(kind);
        return assertThat(rejection.getMessage()).endsWith(".").doesNotContain("\n");
    }
}
