package dev.parallax.shared.view;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.model.ViewRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * A view's records as bytes, for stores that keep the version beside them.
 *
 * @param <A> the accumulator
 */
final class RecordBytes<A> implements Serializable {
    private final Class<A> accumulatorType;
    private transient Codec<ViewRecord<A>> codec;

    RecordBytes(Class<A> accumulatorType) {
        this.accumulatorType = accumulatorType;
    }

    private Codec<ViewRecord<A>> codec() {
        if (codec == null) {
            codec = Codec.of(ViewRecord.class, accumulatorType);
        }
        return codec;
    }

    byte[] of(ViewRecord<A> record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try {
            codec().write(record, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    ViewRecord<A> read(byte[] bytes) {
        try {
            return codec().read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The view holds something else than this pipeline's rows: name the pipeline that wrote it.", e);
        }
    }
}
