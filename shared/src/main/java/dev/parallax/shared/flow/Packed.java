package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Another record as bytes. A batch job takes each record from the network, puts it where all are sorted, and takes it out again: it makes a record of the
 * bytes once, at the end, and not twice.
 *
 * @param key the record's, in a batch job
 * @param bytes the record's
 */
record Packed<A>(int key, byte[] bytes) implements Shuffled<A> {
    @Override
    public int key(StateKeys keys) {
        return key;
    }

    /** Packs or unpacks the records of one task. */
    static final class Packing<A> {
        private final Codec<Shuffled<A>> codec;
        private final DataOutputSerializer out = new DataOutputSerializer(256);
        private final DataInputDeserializer in = new DataInputDeserializer();

        /** What the tasks of a run pack and unpack with; null in a stream, which sends records as they are. */
        static <A> Packing<A> of(RollupSettings settings, Class<A> accumulatorType) {
            return settings.clock() == ClockMode.NONE ? new Packing<>(accumulatorType) : null;
        }

        Packing(Class<A> accumulatorType) {
            this.codec = Codec.of(Shuffled.class, accumulatorType);
        }

        Packed<A> pack(Shuffled<A> record) {
            try {
                out.clear();
                codec.write(record, out);
                return new Packed<>(record.key(StateKeys.HASHES), out.getCopyOfBuffer());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Shuffled<A> unpack(Packed<A> packed) {
            try {
                in.setBuffer(packed.bytes());
                return codec.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
