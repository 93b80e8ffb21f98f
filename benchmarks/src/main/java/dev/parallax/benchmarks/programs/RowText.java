package dev.parallax.benchmarks.programs;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of one row while it is written. */
final class RowText {
    private static final long NANOS = 1_000_000_000;

    private final byte[] bytes = new byte[512];
    private int length;

    void clear() {
        length = 0;
    }

    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void bytes(byte[] more) {
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** Up to eight bytes, the first one highest; leading zeros are none of them. */
    void packed(long text) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            byte letter = (byte) (text >>> shift);
            if (letter != 0) {
                bytes[length++] = letter;
            }
        }
    }

    void number(long number) {
        digits(number, 1);
    }

    private void digits(long number, int least) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        length += Math.max(digits, least);
        long rest = number;
        for (int i = 1; i <= Math.max(digits, least); i++) {
            bytes[length - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** {@code sum / count} ninths of a millionth of a degree as degrees: whole if it is, else with six to nine decimals, half to even. */
    void celsius(long sum, long count) {
        long nanos = dividedHalfEven(Math.multiplyExact(Math.abs(sum), 1000L), 9 * count);
        if (sum < 0 && nanos != 0) {
            bytes[length++] = '-';
        }
        number(nanos / NANOS);
        long fraction = nanos % NANOS;
        if (fraction == 0) {
            return;
        }
        int decimals = 9;
        while (decimals > 6 && fraction % 10 == 0) {
            fraction /= 10;
            decimals--;
        }
        bytes[length++] = '.';
        digits(fraction, decimals);
    }

    private static long dividedHalfEven(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long twice = 2 * (dividend % divisor);
        return twice > divisor || twice == divisor && (quotient & 1) == 1 ? quotient + 1 : quotient;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
