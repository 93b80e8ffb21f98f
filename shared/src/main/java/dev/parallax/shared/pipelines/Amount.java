package dev.parallax.shared.pipelines;

import dev.parallax.shared.logic.BadRecord;
import java.math.BigDecimal;
import java.util.Currency;

/** Money as whole minor units of its currency (cents, fils; yen have none smaller), so that sums are exact in any order. */
public final class Amount {
    /** Sums of nine million such amounts still fit in a long. */
    public static final long MOST = 1_000_000_000_000L;

    private Amount() {}

    /**
     * The amount in minor units.
     *
     * @param text digits, perhaps with a point and decimals; null if it is missing
     * @throws BadRecord invalid, if there is no such currency, or no such amount of it
     */
    public static long parse(String text, String currency) throws BadRecord {
        int decimals = decimals(currency);
        if (text == null || text.isEmpty()) {
            throw BadRecord.invalid("The amount is missing.");
        }
        boolean negative = text.charAt(0) == '-';
        int firstDigit = negative ? 1 : 0;
        int point = text.indexOf('.');
        int written = point < 0 ? 0 : text.length() - point - 1;
        requireDigits(text, firstDigit, point < 0 ? text.length() : point);
        if (point >= 0) {
            requireDigits(text, point + 1, text.length());
        }
        if (negative) {
            throw BadRecord.invalid("The amount is negative.");
        }
        if (written > decimals) {
            throw BadRecord.invalid("The amount has more decimals than its currency, which has " + decimals + ".");
        }
        long units = 0;
        for (int at = 0; at < text.length(); at++) {
            units = at == point ? units : within(units * 10 + (text.charAt(at) - '0'));
        }
        for (int missing = decimals - written; missing > 0; missing--) {
            units = within(units * 10);
        }
        if (units == 0) {
            throw BadRecord.invalid("The amount is zero.");
        }
        return units;
    }

    private static void requireDigits(String text, int from, int to) throws BadRecord {
        boolean digits = from < to;
        for (int at = from; at < to; at++) {
            digits &= text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }
        if (!digits) {
            throw BadRecord.invalid("The amount is no decimal number like 12.30.");
        }
    }

    private static long within(long units) throws BadRecord {
        if (units > MOST) {
            throw BadRecord.invalid("The amount is beyond " + MOST + " minor units of its currency.");
        }
        return units;
    }

    /** How many decimals a currency has that one pays with. */
    private static int decimals(String currency) throws BadRecord {
        if (currency == null || currency.isEmpty()) {
            throw BadRecord.invalid("The currency is missing.");
        }
        int decimals;
        try {
            decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            throw BadRecord.invalid("The currency is none of ISO 4217.");
        }
        if (decimals < 0) {
            throw BadRecord.invalid("The currency is none that one pays with.");
        }
        return decimals;
    }

    /** An amount as it is shown, like {@code 12.30 EUR}. */
    public static String text(long amount, String currency) {
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        return BigDecimal.valueOf(amount, decimals).toPlainString() + " " + currency;
    }
}
