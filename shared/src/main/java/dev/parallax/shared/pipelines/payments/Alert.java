package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.logic.Finding;
import java.util.Comparator;
import java.util.List;

/**
 * That payments with a card are suspicious. Which rule says so of which payments is what an alert is: found again, it is the same one.
 *
 * @param rule which says so
 * @param paymentIds of the payments that show it, in their order
 * @param eventTime of the last of them, in milliseconds since the epoch, UTC
 * @param times how often it was found, less how often it was taken back; never 0
 */
public record Alert(FraudRule rule, List<String> paymentIds, long eventTime, int times) {
    static final Comparator<Alert> ORDER = Comparator.comparingLong(Alert::eventTime)
            .thenComparing(Alert::rule)
            .thenComparing(alert -> String.join("\0", alert.paymentIds));

    static Alert of(FraudRule rule, List<CardPayment> payments) {
        return new Alert(
                rule,
                payments.stream().map(CardPayment::paymentId).toList(),
                payments.get(payments.size() - 1).eventTime(),
                1);
    }

    Alert plus(Alert same) {
        return new Alert(rule, paymentIds, eventTime, times + same.times);
    }

    Alert inverse() {
        return new Alert(rule, paymentIds, eventTime, -times);
    }

    /** By the rule, and the payments that show it. */
    Finding finding() {
        return new Finding(rule.label() + " " + String.join(" ", paymentIds), paymentIds);
    }
}
