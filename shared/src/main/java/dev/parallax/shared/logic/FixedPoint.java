package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Reads decimal numbers as whole numbers of small units, exactly. */
final class FixedPoint {
    /** Each number of so many digits fits in a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private FixedPoint() {}

    /** See {@link JsonValue#fixedPoint}; the bytes are a number of JSON. */
    static long parse(byte[] bytes, int start, int end, int decimals) {
        boolean negative = bytes[start] == '-';
        int firstDigit = negative ? start + 1 : start;
        int point = end;
        long units = 0;
        for (int at = firstDigit; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                units = units * 10 + digit;
            } else if (bytes[at] == '.') {
                point = at;
            } else {
                return parseAny(bytes, start, end, decimals);
            }
        }
        int missing = decimals - Math.max(0, end - point - 1);
        if (missing < 0 || point - firstDigit + decimals > DIGITS_OF_A_LONG) {
            return parseAny(bytes, start, end, decimals);
        }
        for (; missing > 0; missing--) {
            units *= 10;
        }
        return negative ? -units : units;
    }

    private static long parseAny(byte[] bytes, int start, int end, int decimals) {
        String text = new String(bytes, start, end - start, ISO_8859_1);
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            return withBoundlessExponent(text.toLowerCase(Locale.ROOT));
        }
        // The magnitude first: a number like 1e999999999 must not be written out.
        long integerDigits = (long) number.precision() - number.scale();
        if (number.signum() == 0 || integerDigits < -decimals) {
            return 0;
        }
        if (integerDigits + decimals > DIGITS_OF_A_LONG + 1) {
            return greatest(number.signum() < 0);
        }
        return number.movePointRight(decimals)
                .setScale(0, RoundingMode.HALF_EVEN)
                .min(GREATEST)
                .max(GREATEST.negate())
                .longValueExact();
    }

    /** A number with an exponent that Java's decimals have no room for. */
    private static long withBoundlessExponent(String number) {
        int e = number.indexOf('e');
        boolean vanishes = number.charAt(e + 1) == '-' || number.substring(0, e).matches("-?0(\\.0+)?");
        return vanishes ? 0 : greatest(number.startsWith("-"));
    }

    private static long greatest(boolean negative) {
        return negative ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }
}
