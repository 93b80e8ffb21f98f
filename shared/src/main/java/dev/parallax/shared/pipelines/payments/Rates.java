package dev.parallax.shared.pipelines.payments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a euro was worth, by day ({@code rates.csv}): a rate holds from the beginning of its day, UTC, until that of the next one that is given, and the first one before it, too. They are
 * rounded, good enough to see what is out of character.
 */
final class Rates {
    /** Of what is converted, whatever the currency. */
    private static final int DECIMALS = 4;

    /** Of the smallest unit of a currency, by how many decimals it has. */
    private static final long[] TEN_THOUSANDTHS_A_UNIT = {10_000, 1_000, 100, 10, 1};

    private static final Map<String, NavigableMap<Long, BigDecimal>> FOR_ONE_EURO = read();

    private Rates() {}

    private static Map<String, NavigableMap<Long, BigDecimal>> read() {
        Map<String, NavigableMap<Long, BigDecimal>> rates = new HashMap<>();
        rates.put("EUR", new TreeMap<>(Map.of(Long.MIN_VALUE, BigDecimal.ONE)));
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Rates.class.getResourceAsStream("rates.csv"), StandardCharsets.UTF_8))) {
            lines.readLine(); // the names of the columns
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                long from = LocalDate.parse(cells[0])
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
                rates.computeIfAbsent(cells[1], currency -> new TreeMap<>()).put(from, new BigDecimal(cells[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rates;
    }

    /** What a payment is worth in another currency by the rates of its day, in ten thousandths; empty if one of the two has no rate. */
    static OptionalLong inTenThousandths(CardPayment payment, String currency) {
        if (!FOR_ONE_EURO.containsKey(payment.currency()) || !FOR_ONE_EURO.containsKey(currency)) {
            return OptionalLong.empty();
        }
        int decimals = Currency.getInstance(payment.currency()).getDefaultFractionDigits();
        if (payment.currency().equals(currency)) {
            return OptionalLong.of(payment.amount() * TEN_THOUSANDTHS_A_UNIT[decimals]);
        }
        BigDecimal from = forOneEuro(payment.currency(), payment.eventTime());
        BigDecimal to = forOneEuro(currency, payment.eventTime());
        return OptionalLong.of(BigDecimal.valueOf(payment.amount(), decimals)
                .multiply(to)
                .divide(from, DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact());
    }

    private static BigDecimal forOneEuro(String currency, long time) {
        NavigableMap<Long, BigDecimal> rates = FOR_ONE_EURO.get(currency);
        Map.Entry<Long, BigDecimal> rate = rates.floorEntry(time);
        return rate == null ? rates.firstEntry().getValue() : rate.getValue();
    }
}
