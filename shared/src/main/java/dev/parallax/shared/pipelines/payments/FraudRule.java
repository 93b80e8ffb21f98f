package dev.parallax.shared.pipelines.payments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What is suspicious about a payment, together with those that were made with the same card before. Limits are meant in the currency of the payment. */
public enum FraudRule {
    /** A payment under 1, and within 60 seconds one over 500: the card was tried, and then used. The last such try is named. */
    TEST_THEN_TAKE {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            List<CardPayment> before = history.before();
            if (payment.isOver(500)) {
                for (int at = before.size() - 1; at >= 0 && isWithinAMinute(before.get(at), payment); at--) {
                    if (before.get(at).isUnder(1)) {
                        return List.of(before.get(at), payment);
                    }
                }
            }
            return List.of();
        }
    },

    /** More than five payments within 60 seconds. What follows as fast is the same burst, and not said again. */
    VELOCITY {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            List<CardPayment> before = history.before();
            List<CardPayment> burst = lastMinute(before, payment);
            if (burst.size() <= MOST_IN_A_MINUTE) {
                return List.of();
            }
            int last = before.size() - 1;
            boolean wasOneAlready =
                    lastMinute(before.subList(0, last), before.get(last)).size() > MOST_IN_A_MINUTE;
            return wasOneAlready ? List.of() : burst;
        }
    },

    /**
     * The card itself was shown in two countries, one after the other, in less time than 900 km/h take from the middle of one to that of the other. Where a country
     * is that is not known, nobody can say.
     */
    IMPOSSIBLE_TRAVEL {
        @Override
        List<CardPayment> with(History history, CardPayment payment) {
            List<CardPayment> before = history.before();
            if (payment.channel() != Channel.CARD_PRESENT) {
                return List.of();
            }
            for (int at = before.size() - 1; at >= 0; at--) {
                CardPayment shown = before.get(at);
                if (shown.channel() == Channel.CARD_PRESENT) {
                    return isTooFar(shown, payment) ? List.of(shown, payment) : List.of();
                }
            }
            return List.of();
        }
    },

    /**
     * An amount over so many times what is usual for the card as the account's risk class says. Usual is the exponentially weighted mean of what was paid with it in the 24 hours before, in which a
     * payment weighs a quarter and everything before it three quarters; of fewer than three payments nobody can say. All of it in the currency of the account's home country, at
     * the rates of the payments' days; where there is no rate, nobody can say either.
     */
    OUT_OF_CHARACTER {
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
            return amount.isPresent()
                            && counted >= FEWEST_FOR_A_MEAN
                            && amount.getAsLong()
                                    > history.account().riskClass().unusual() * mean
                    ? List.of(payment)
                    : List.of();
        }

        private String homeCurrency(AccountVersion account) {
            String currency = Countries.currency(account.homeCountry());
            return currency.isEmpty() ? "EUR" : currency;
        }
    };

    private static final int FEWEST_FOR_A_MEAN = 3;
    private static final int MOST_IN_A_MINUTE = 5;
    private static final long MINUTE = 60_000;
    private static final double KILOMETRES_A_MILLISECOND = 900.0 / 3_600_000;

    /** How long the longest way on Earth takes at that speed, and a little more: what is further back makes no difference to any of them. */
    static final Duration HORIZON = Duration.ofHours(24);

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

    private static boolean isTooFar(CardPayment from, CardPayment to) {
        return Countries.distance(from.country(), to.country())
                > (to.eventTime() - from.eventTime()) * KILOMETRES_A_MILLISECOND;
    }
}
