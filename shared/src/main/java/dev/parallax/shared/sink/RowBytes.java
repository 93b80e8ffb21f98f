package dev.parallax.shared.sink;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.model.ViewRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Rows as the pipeline's own bytes, from which they come back as they were.
 *
 * @param <A> the accumulator
 */
final class RowBytes<A> {
    private final Codec<ViewRow<A>> codec;

    RowBytes(Class<A> accumulatorType) {
        codec = Codec.of(ViewRow.class, accumulatorType);
    }

    byte[] of(ViewRow<A> row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        codec.write(row, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    ViewRow<A> read(byte[] bytes) throws IOException {
        try {
            return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "What is parked are other rows than this pipeline's: name the pipeline that wrote them.", e);
        }
    }
}
