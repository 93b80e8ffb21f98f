package dev.parallax.shared.pipelines.payments;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Which cards were seen, without their ids: the hashes of up to 256 cards, sorted, and then their number is exact; of more cards the 2,048 registers of an
 * UltraLogLog (Ertl, "UltraLogLog: A Practical and More Space-Efficient Alternative to HyperLogLog for Approximate Distinct Counting", 2024). Either is a
 * function of the set of cards alone: the order in which they came, and how often, leave no trace in it.
 *
 * @param exact whether the state is hashes, of eight bytes each, and not registers
 * @param state never changed
 */
public record DistinctCards(boolean exact, byte[] state) {
    static final DistinctCards NONE = new DistinctCards(true, new byte[0]);

    /** The standard error of an estimate, as a share of the true number: 0.785 / sqrt(2,048), rounded up. */
    static final BigDecimal STANDARD_ERROR = new BigDecimal("0.018");

    private static final int PRECISION = 11;

    /** Hashes may take as much room as the registers would. */
    private static final int MOST_BYTES = 1 << PRECISION;

    private static final Hasher64 HASHER = Hashing.komihash5_0();

    static DistinctCards of(String cardId) {
        return exactly(LongStream.of(HASHER.hashCharsToLong(cardId)));
    }

    DistinctCards plus(DistinctCards other) {
        if (exact && other.exact) {
            DistinctCards both =
                    exactly(LongStream.concat(hashes(), other.hashes()).sorted().distinct());
            return both.state.length <= MOST_BYTES ? both : both.inRegisters();
        }
        UltraLogLog union = UltraLogLog.wrap((exact ? other : this).state.clone());
        if (exact || other.exact) {
            (exact ? this : other).hashes().forEach(union::add);
        } else {
            union.add(UltraLogLog.wrap(other.state));
        }
        return new DistinctCards(false, union.getState());
    }

    /** How many cards there are, or about so many. */
    long number() {
        return exact
                ? state.length / Long.BYTES
                : Math.round(UltraLogLog.wrap(state).getDistinctCountEstimate());
    }

    /** The standard error of {@link #number()}, as a share of the true number. */
    BigDecimal error() {
        return exact ? BigDecimal.ZERO : STANDARD_ERROR;
    }

    private static DistinctCards exactly(LongStream hashes) {
        long[] sorted = hashes.toArray();
        ByteBuffer state = ByteBuffer.allocate(sorted.length * Long.BYTES);
        state.asLongBuffer().put(sorted);
        return new DistinctCards(true, state.array());
    }

    private LongStream hashes() {
        long[] hashes = new long[state.length / Long.BYTES];
        ByteBuffer.wrap(state).asLongBuffer().get(hashes);
        return LongStream.of(hashes);
    }

    private DistinctCards inRegisters() {
        UltraLogLog registers = UltraLogLog.create(PRECISION);
        hashes().forEach(registers::add);
        return new DistinctCards(false, registers.getState());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinctCards cards && exact == cards.exact && Arrays.equals(state, cards.state);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(state) + Boolean.hashCode(exact);
    }

    @Override
    public String toString() {
        return (exact ? "" : "about ") + number() + " cards";
    }
}
