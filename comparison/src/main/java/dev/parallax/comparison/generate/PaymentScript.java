package dev.parallax.comparison.generate;

import dev.parallax.comparison.generate.PlantedFraud.Kind;
import dev.parallax.shared.pipelines.payments.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens, in the order in which it begins: ordinary payments, and frauds.
 *
 * <p>Frauds are beyond doubt: far over the limits of their own rule, and far from those of the others. No other payments are, for a card's ordinary ones lie
 * at least 61 seconds apart (no test-then-take, no velocity), show it in one country alone (no impossible travel), and are worth at most three times as much
 * as the least of them (not out of character, whatever weights the mean has). With a fraud, a card's payments end. A fraud that needs those before it is
 * planted only where some of them have arrived; and of a fraud that has not arrived whole when the log ends, the part that has is none.
 */
final class PaymentScript {
    private static final long SECOND = 1_000_000;
    private static final int MANY_HOLDERS = 100_000;
    private static final int FEWEST_HOLDERS = 8;
    private static final int PAYMENTS_A_HOLDER = 20;
    private static final Kind[] KINDS = Kind.values();

    private final SeededRandom random;
    private final int merchants;
    private final double expected;
    private final double planned;
    private final DailyRhythm rhythm;
    private final CardHolders holders;
    private final int betweenFrauds;
    private final long[] due = new long[KINDS.length];
    private long payments;
    private long nextTime;

    /** @throws IllegalArgumentException if so many payments need more cards than there can be */
    PaymentScript(GeneratorSettings settings, SeededRandom random) {
        this.random = random;
        this.merchants = settings.customers();
        // Of all lines those that are no copy, and of these those that are good.
        double good = 1 - 2 * settings.malformedShare();
        this.expected = Math.max(1, settings.events() * good / (1 + settings.duplicateShare() * good));
        // How many good lines there will be is left to chance: a few more than can be needed.
        this.planned = expected + 6 * Math.sqrt(expected);
        this.rhythm = new DailyRhythm(
                EvenTimes.micros(Duration.between(Instant.EPOCH, settings.start())), EvenTimes.micros(settings.span()));
        this.holders = new CardHolders(holders());
        this.betweenFrauds = (int) Math.max(8, Math.min(600, expected / 10));
        for (int kind = 0; kind < due.length; kind++) {
            due[kind] = 4 + (long) kind * betweenFrauds / due.length;
        }
        planNextTime();
    }

    /** So many that each pays now and then, and that at most a third of them have just paid. */
    private int holders() {
        double now = 3 * planned * rhythm.mostIn(CardHolders.APART);
        if (now > Integer.MAX_VALUE / 16) {
            throw new IllegalArgumentException(
                    "--events are too many payments for the --span: there are not so many cards.");
        }
        return (int) Math.max(FEWEST_HOLDERS, Math.max(Math.min(MANY_HOLDERS, expected / PAYMENTS_A_HOLDER), now + 3));
    }

    /**
     * When the next thing begins that happens, in microseconds since the epoch: no payment that is not yet planned is earlier. {@link Long#MAX_VALUE}, when
     * all has happened.
     */
    long nextTime() {
        return payments < planned ? nextTime : Long.MAX_VALUE;
    }

    private void planNextTime() {
        nextTime = rhythm.at((payments + random.share()) / expected);
    }

    /** To be told of each payment that arrives. */
    void hasArrived(PlannedPayment payment) {
        holders.hasArrived(payment);
    }

    /** The payments of the next thing that happens. */
    List<PlannedPayment> next() {
        int holder = holders.next(nextTime, random);
        List<PlannedPayment> planned = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (planned.isEmpty() && payments >= due[kind.ordinal()] && suits(kind, holder)) {
                FraudInProgress fraud = new FraudInProgress(kind);
                plan(fraud, kind, holder, planned);
                fraud.consistsOf(planned);
                holders.replaceCard(holder);
                due[kind.ordinal()] = payments + betweenFrauds / 2 + random.below(betweenFrauds + 1);
            }
        }
        if (planned.isEmpty()) {
            planned.add(ordinary(holder));
        }
        planNextTime();
        return planned;
    }

    private boolean suits(Kind kind, int holder) {
        return switch (kind) {
            // The payment over 500 would be out of character for others.
            case TEST_THEN_TAKE ->
                CardHolders.isGenerous(holder)
                        && CardHolders.home(holder).isNearEuro()
                        && holders.isKnown(holder, nextTime);
            case VELOCITY -> true;
            // Else earlier payments would be too near to the one abroad, too.
            case IMPOSSIBLE_TRAVEL -> CardHolders.paysOnlyOnline(holder);
            case OUT_OF_CHARACTER -> holders.isKnown(holder, nextTime);
        };
    }

    private void plan(FraudInProgress fraud, Kind kind, int holder, List<PlannedPayment> planned) {
        Market home = CardHolders.home(holder);
        switch (kind) {
            case TEST_THEN_TAKE -> {
                planned.add(payment(holder, home, 10 + random.below(71), home, Channel.ONLINE, nextTime, fraud));
                long take = nextTime + seconds(5, 50);
                planned.add(payment(holder, home, 60_000 + random.below(10_001), home, Channel.ONLINE, take, fraud));
            }
            case VELOCITY -> {
                long time = nextTime;
                for (int i = 0; i < 6; i++) {
                    planned.add(payment(holder, home, usualAmount(holder, home), home, Channel.ONLINE, time, fraud));
                    time += seconds(3, 9);
                }
            }
            case IMPOSSIBLE_TRAVEL -> {
                Market away = Market.any(random);
                while (!away.isFarFrom(home)) {
                    away = Market.any(random);
                }
                planned.add(shown(holder, home, nextTime, fraud));
                planned.add(shown(holder, away, nextTime + seconds(20 * 60, 60 * 60), fraud));
            }
            case OUT_OF_CHARACTER -> {
                long amount = home.worth(CardHolders.least(holder) * (60 + random.below(31)));
                planned.add(payment(holder, home, amount, home, Channel.ONLINE, nextTime, fraud));
            }
        }
    }

    private PlannedPayment shown(int holder, Market country, long time, FraudInProgress fraud) {
        return payment(holder, country, usualAmount(holder, country), country, Channel.CARD_PRESENT, time, fraud);
    }

    private PlannedPayment ordinary(int holder) {
        Market home = CardHolders.home(holder);
        if (!CardHolders.paysOnlyOnline(holder) && random.below(10) < 6) {
            return shown(holder, home, nextTime, null);
        }
        Market country = random.below(4) == 0 ? Market.any(random) : home;
        Market currency = random.below(2) == 0 ? country : home;
        return payment(holder, country, usualAmount(holder, currency), currency, Channel.ONLINE, nextTime, null);
    }

    private long usualAmount(int holder, Market currency) {
        long least = CardHolders.least(holder);
        return currency.worth(least + random.below(2 * least + 1));
    }

    private PlannedPayment payment(
            int holder,
            Market country,
            long amount,
            Market currency,
            Channel channel,
            long time,
            FraudInProgress fraud) {
        return new PlannedPayment(
                payments++,
                holder,
                CardHolders.accountId(holder),
                holders.cardId(holder),
                country.merchant(merchants, random),
                country,
                amount,
                currency,
                channel,
                time,
                fraud);
    }

    private long seconds(int least, int most) {
        return least * SECOND + random.below((most - least) * SECOND + 1);
    }
}
