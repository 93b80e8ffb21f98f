package dev.parallax.shared.pipelines.payments;

import java.util.List;

/**
 * The accumulator of the alerts pipeline.
 *
 * @param payments how many
 * @param payment what the rules look at, while it is a single fact; none in rows
 * @param alerts at these payments, in their order
 */
public record CardHour(long payments, List<CardPayment> payment, List<Alert> alerts) {
    static final CardHour NONE = new CardHour(0, List.of(), List.of());

    static CardHour fact(Payment payment) {
        return new CardHour(1, List.of(CardPayment.of(payment)), List.of());
    }

    static CardHour found(List<Alert> alerts) {
        return new CardHour(0, List.of(), alerts);
    }

    /** The payment of a single fact. */
    CardPayment single() {
        return payment.get(0);
    }

    /** As it is counted in a row. */
    CardHour counted() {
        return new CardHour(payments, List.of(), List.of());
    }

    CardHour plus(CardHour other) {
        List<Alert> both = SortedMerge.of(alerts, other.alerts, Alert.ORDER, Alert::plus).stream()
                .filter(alert -> alert.times() != 0)
                .toList();
        return new CardHour(
                payments + other.payments,
                SortedMerge.of(payment, other.payment, CardPayment.ORDER, (one, same) -> one),
                both);
    }

    CardHour inverse() {
        return found(alerts.stream().map(Alert::inverse).toList());
    }
}
