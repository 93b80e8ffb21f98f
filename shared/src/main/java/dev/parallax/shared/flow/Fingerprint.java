package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Codec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Tells apart what the copies of an event say. It is the same in every process, which the hash codes of enum constants and arrays are not.
 *
 * @param <A> the accumulator
 */
final class Fingerprint<A> implements Serializable {
    private final Class<A> accumulatorType;
    private transient Codec<A> codec;
    private transient boolean hashIsEnough;

    Fingerprint(Class<A> accumulatorType) {
        this.accumulatorType = accumulatorType;
    }

    int of(A accumulator) {
        if (codec == null) {
            codec = Codec.of(accumulatorType);
            hashIsEnough = !codec.schema().contains("enum[") && !codec.schema().contains(":bytes;");
        }
        if (hashIsEnough) {
            return accumulator.hashCode();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            codec.write(accumulator, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.hashCode(bytes.toByteArray());
    }
}
