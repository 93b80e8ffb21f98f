package dev.parallax.comparison.faults;

import dev.parallax.shared.model.DeadLetter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether the dead letters of a run with poison in its log are those of the run without, and the poison, byte for byte.
 *
 * @param found how many records of the poison became dead letters
 * @param others how many dead letters only one of the runs has, besides the poison
 */
record PoisonCheck(long found, long others) {
    static <A> PoisonCheck of(List<DeadLetter<A>> without, List<DeadLetter<A>> with, Stream<byte[]> poison) {
        Map<ByteBuffer, Integer> surplus = new HashMap<>();
        with.forEach(letter -> surplus.merge(ByteBuffer.wrap(letter.bytes()), 1, Integer::sum));
        without.forEach(letter -> surplus.merge(ByteBuffer.wrap(letter.bytes()), -1, Integer::sum));
        long found = poison.filter(record -> {
                    ByteBuffer bytes = ByteBuffer.wrap(record);
                    return surplus.getOrDefault(bytes, 0) > 0 && surplus.merge(bytes, -1, Integer::sum) >= 0;
                })
                .count();
        return new PoisonCheck(
                found, surplus.values().stream().mapToLong(Math::abs).sum());
    }
}
