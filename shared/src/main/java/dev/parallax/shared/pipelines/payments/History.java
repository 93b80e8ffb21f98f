package dev.parallax.shared.pipelines.payments;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known when a payment is looked at.
 *
 * @param account what is true of its account then
 * @param before payments with the same card in the {@link FraudRule#HORIZON} before it, in their order
 */
record History(AccountVersion account, List<CardPayment> before) {
    /** Of what was before in the whole account. */
    static History of(List<AccountHour> before, CardPayment payment) {
        AccountVersion account = AccountVersion.UNKNOWN;
        List<CardPayment> withTheCard = new ArrayList<>();
        for (AccountHour each : before) {
            if (each.single() instanceof AccountVersion version) {
                account = version;
            } else if (each.single() instanceof CardPayment earlier
                    && earlier.card().equals(payment.card())) {
                withTheCard.add(earlier);
            }
        }
        return new History(account, withTheCard);
    }
}
