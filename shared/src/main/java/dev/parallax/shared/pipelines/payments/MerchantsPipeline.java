package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.logic.Aggregate;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was paid to each merchant, per hour: how many payments, with how many cards, and their sum, median and 95th percentile.
 *
 * <p>Money of different currencies is not added up, for that would take a rate: {@code sum}, {@code p50} and {@code p95} say one amount for each currency,
 * by its letters, as texts like {@code 33.10 EUR, 5.00 USD}. So a row has the same columns whatever was paid in.
 *
 * <p>Counts and sums are exact. The number of cards is exact up to 256, then an estimate; a percentile is exact below 256 minor units, then the middle of a
 * narrow range of amounts. How far they may be off stands in the row, as a share: {@code distinctCardsError} is the standard error, {@code amountError} is
 * never exceeded. What they are computed from can be merged and knows no order, so a row is the same, byte for byte, in every run.
 */
public final class MerchantsPipeline extends PaymentPipeline<Payment, MerchantTotals> {
    /** A 256th, rounded up. */
    private static final BigDecimal AMOUNT_ERROR = new BigDecimal("0.004");

    private static final Aggregate<Payment, MerchantTotals> AGGREGATE = new Aggregate<>() {
        @Override
        public MerchantTotals empty() {
            return MerchantTotals.NONE;
        }

        @Override
        public MerchantTotals add(MerchantTotals accumulator, Payment payment) {
            return accumulator.plus(payment);
        }

        @Override
        public MerchantTotals merge(MerchantTotals one, MerchantTotals other) {
            return one.plus(other);
        }
    };

    @Override
    public String name() {
        return "merchants";
    }

    @Override
    public void facts(AccountEvent event, BiConsumer<String, Payment> collector) {
        if (event instanceof Payment payment) {
            collector.accept(payment.merchantId(), payment);
        }
    }

    @Override
    public Aggregate<Payment, MerchantTotals> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Class<MerchantTotals> accumulatorType() {
        return MerchantTotals.class;
    }

    @Override
    public Map<String, Object> result(MerchantTotals totals) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("count", totals.count());
        result.put("sum", perCurrency(totals, CurrencyTotal::sumText));
        result.put("p50", perCurrency(totals, total -> total.quantileText(50)));
        result.put("p95", perCurrency(totals, total -> total.quantileText(95)));
        result.put("amountError", AMOUNT_ERROR);
        result.put("distinctCards", totals.cards().number());
        result.put("distinctCardsError", totals.cards().error());
        return result;
    }

    @Override
    public Map<String, String> estimates() {
        String percentile =
                "the middle of the range of amounts in which it lies, off by at most amountError of the amount";
        Map<String, String> estimates = new LinkedHashMap<>();
        estimates.put("p50", percentile);
        estimates.put("p95", percentile);
        estimates.put("distinctCards", "exact up to 256 cards; of more, with a standard error of distinctCardsError");
        return estimates;
    }

    private static String perCurrency(MerchantTotals totals, Function<CurrencyTotal, String> text) {
        return totals.currencies().stream().map(text).collect(Collectors.joining(", "));
    }
}
