package dev.parallax.comparison.generate;

import dev.parallax.shared.pipelines.payments.Channel;

/**
 * A payment that happens and will arrive.
 *
 * @param number of all payments, from 0
 * @param holder whose card it is
 * @param amount in minor units of the currency
 * @param currency of which market
 * @param eventTime in microseconds since the epoch
 * @param fraud of which it is a part; null if it is an ordinary one
 */
record PlannedPayment(
        long number,
        int holder,
        String accountId,
        String cardId,
        int merchant,
        Market country,
        long amount,
        Market currency,
        Channel channel,
        long eventTime,
        FraudInProgress fraud) {
    String paymentId() {
        return ScrambledId.of('P', 2 * number);
    }
}
