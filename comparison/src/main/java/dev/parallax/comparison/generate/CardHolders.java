package dev.parallax.comparison.generate;

import java.util.Arrays;

/**
 * Those who pay, each with one card at a time: after a fraud, the bank sends another. Two of them share an account. How they pay never changes: each payment
 * of a holder is worth between one and three times the same amount, and cards are only shown in the holder's own country.
 */
final class CardHolders {
    /** Ordinary payments of a card lie farther apart. */
    static final long APART = 61_000_000;

    private static final int HABITS = 4;
    private static final int NEEDED = 3;
    private static final long DAY = 86_400_000_000L;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final long[] lastPaid;
    private final int[] card;
    private final int[] arrived;
    private final long[][] lastArrived;

    CardHolders(int number) {
        lastPaid = new long[number];
        card = new int[number];
        arrived = new int[number];
        lastArrived = new long[number][NEEDED];
        Arrays.fill(lastPaid, LONG_AGO);
    }

    /** Someone who has not paid for a while, and pays now. */
    int next(long time, SeededRandom random) {
        int holder = random.below(lastPaid.length);
        while (time - lastPaid[holder] < APART) {
            holder = (holder + 1) % lastPaid.length;
        }
        lastPaid[holder] = time;
        return holder;
    }

    String cardId(int holder) {
        return ScrambledId.of('C', (long) card[holder] * lastPaid.length + holder);
    }

    static String accountId(int holder) {
        return ScrambledId.of('A', holder / 2);
    }

    static Market home(int holder) {
        return Market.of(holder / 2);
    }

    static boolean paysOnlyOnline(int holder) {
        return holder % HABITS == 0;
    }

    static boolean isGenerous(int holder) {
        return holder % HABITS == 1;
    }

    /** The least that a payment of the holder is worth, in cents of a euro. */
    static long least(int holder) {
        long any = holder * 0x9E37_79B9_7F4A_7C15L >>> 33;
        return isGenerous(holder) ? 15_000 + any % 5_000 : 400 + any % 4_600;
    }

    /** Whether so many payments of the holder's card have arrived as it takes to know what is usual for it, and they are no older than a day. */
    boolean isKnown(int holder, long time) {
        return arrived[holder] >= NEEDED
                && Arrays.stream(lastArrived[holder]).min().orElseThrow() >= time - DAY;
    }

    void hasArrived(PlannedPayment payment) {
        int holder = payment.holder();
        if (payment.cardId().equals(cardId(holder))) {
            lastArrived[holder][arrived[holder]++ % NEEDED] = payment.eventTime();
        }
    }

    /** From now on the holder pays with another card. */
    void replaceCard(int holder) {
        card[holder]++;
        arrived[holder] = 0;
    }
}
