package dev.parallax.shared.logic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once, as one long; the first of them is its lowest. */
final class EightBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long BACKSLASHES = '\\' * ONES;

    /** 2<sup>64</sup> divided by the golden ratio: Knuth's multiplicative hashing. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private EightBytes() {}

    static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void clear(byte[] bytes, int at) {
        LONG.set(bytes, at, 0L);
    }

    /** All bits of the lowest so many bytes. */
    static long lowest(int bytes) {
        return bytes == Long.BYTES ? -1L : (1L << (bytes * Byte.SIZE)) - 1;
    }

    /** Not negative; zero for zeros. */
    static int hash(long eight) {
        return (int) ((eight * SPREAD) >>> 40);
    }

    /** How many bytes are plain text before the first that is a quote, a backslash, a control character, or no ASCII. */
    static int plainBytes(long eight) {
        return Long.numberOfTrailingZeros(notPlain(eight)) >>> 3;
    }

    /** The bytes before the first that is not plain text; zeros for the others. */
    static long plainText(long eight) {
        return eight & lowest(plainBytes(eight));
    }

    /**
     * The lowest bit set is in the first byte that is not plain text. A subtraction sets the high bit of a byte that is less than what is taken
     * from it; by borrowing it may do so to later bytes too, but to no earlier one. With their second bit turned over, the quote alone joins the
     * control characters below 0x21.
     */
    private static long notPlain(long eight) {
        long controlOrQuote = (eight ^ (ONES << 1)) - 0x21 * ONES;
        long backslash = (eight ^ BACKSLASHES) - ONES;
        return (eight | controlOrQuote | backslash) & HIGH_BITS;
    }
}
