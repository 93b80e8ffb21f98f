package dev.parallax.shared.pipelines.payments;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What is suspicious about a payment, together with those that were made with the same card before. Limits are meant in the currency of the payment. */
public enum FraudRule {
    /** A payment under 1, and within 60 seconds one over 500, which is the threshold: the card was tried, and then used. The last such try is named. */
    TEST_THEN_TAKE(500, 1) {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            List<CardPayment> before = history.before();
            if (payment.isOver(history.threshold(this))) {
                for (int at = before.size() - 1; at >= 0 && isWithinAMinute(before.get(at), payment); at--) {
                    if (before.get(at).isUnder(1)) {
                        return List.of(before.get(at), payment);
                    }
                }
            }
            return List.of();
        }
    },

    /** More than five payments within 60 seconds, which is the threshold. What follows as fast is the same burst, and not said again. */
    VELOCITY(5, 1) {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            List<CardPayment> before = history.before();
            List<CardPayment> burst = lastMinute(before, payment);
            if (burst.size() <= history.threshold(this)) {
                return List.of();
            }
            int last = before.size() - 1;
            boolean wasOneAlready =
                    lastMinute(before.subList(0, last), before.get(last)).size() > history.threshold(this);
            return wasOneAlready ? List.of() : burst;
        }
    },

    /**
     * The card itself was shown in two countries, one after the other, in less time than 900 km/h, which is the threshold, take from the middle of one to that of the other. Where a country
     * is that is not known, nobody can say.
     */
    IMPOSSIBLE_TRAVEL(900, 850) {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            List<CardPayment> before = history.before();
            if (payment.channel() != Channel.CARD_PRESENT) {
                return List.of();
            }
            for (int at = before.size() - 1; at >= 0; at--) {
                CardPayment shown = before.get(at);
                if (shown.channel() == Channel.CARD_PRESENT) {
                    return isTooFar(shown, payment, history.threshold(this)) ? List.of(shown, payment) : List.of();
                }
            }
            return List.of();
        }
    },

    /**
     * An amount over so many times what is usual for the card as the account's risk class says, of which the threshold are the percent that it takes. Usual is the exponentially weighted mean of what was paid with it in the 24 hours before, in which a
     * payment weighs a quarter and everything before it three quarters; of fewer than three payments nobody can say. All of it in the currency of the account's home country, at
     * the rates of the payments' days; where there is no rate, nobody can say either.
     */
    OUT_OF_CHARACTER(100, 1) {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            String home = homeCurrency(history.account());
            OptionalLong amount = Rates.inTenThousandths(payment, home);
            long mean = 0;
            int counted = 0;
            for (CardPayment before : history.before()) {
                OptionalLong each = Rates.inTenThousandths(before, home);
                if (each.isPresent()) {
                    mean = counted == 0 ? each.getAsLong() : Math.floorDiv(3 * mean + each.getAsLong(), 4);
                    counted++;
                }
            }
            long percent = history.account().riskClass().unusual() * history.threshold(this);
            return amount.isPresent() && counted >= FEWEST_FOR_A_MEAN && isOver(amount.getAsLong(), percent, mean)
                    ? List.of(payment)
                    : List.of();
        }

        private static boolean isOver(long amount, long percent, long mean) {
            return BigDecimal.valueOf(amount)
                            .movePointRight(2)
                            .compareTo(BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(mean)))
                    > 0;
        }

        private String homeCurrency(AccountVersion account) {
            String currency = Countries.currency(account.homeCountry());
            return currency.isEmpty() ? "EUR" : currency;
        }
    };

    /** The most that a threshold may be. */
    static final long MOST = 1_000_000;

    private static final int FEWEST_FOR_A_MEAN = 3;
    private static final long MINUTE = 60_000;
    private static final double MILLISECONDS_AN_HOUR = 3_600_000;

    /** How long the longest way on Earth takes at that speed, and a little more: what is further back makes no difference to any of them. */
    static final Duration HORIZON = Duration.ofHours(24);

    private final long threshold;
    private final long leastThreshold;

    FraudRule(long threshold, long leastThreshold) {
        this.threshold = threshold;
        this.leastThreshold = leastThreshold;
    }

    /** How much is too much, unless something else is said. */
    public long threshold() {
        return threshold;
    }

    /** The least that it can be: one that is slower on the longest way on Earth would have to look back farther. */
    long leastThreshold() {
        return leastThreshold;
    }

    /**
     * The payments that show it, in their order, the last of them being {@code payment}; none if nothing is suspicious.
     *
     * @param history what was before it
     */
    abstract List<CardPayment> with(History history, CardPayment payment);

    /** As alerts write it, like {@code test-then-take}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isWithinAMinute(CardPayment before, CardPayment payment) {
        return payment.eventTime() - before.eventTime() <= MINUTE;
    }

    /** Those up to a minute before the payment, and itself. */
    private static List<CardPayment> lastMinute(List<CardPayment> before, CardPayment payment) {
        int from = before.size();
        while (from > 0 && isWithinAMinute(before.get(from - 1), payment)) {
            from--;
        }
        List<CardPayment> all = new ArrayList<>(before.subList(from, before.size()));
        all.add(payment);
        return all;
    }

    private static boolean isTooFar(CardPayment from, CardPayment to, long kilometresAnHour) {
        return Countries.distance(from.country(), to.country())
                > (to.eventTime() - from.eventTime()) / MILLISECONDS_AN_HOUR * kilometresAnHour;
    }
}
