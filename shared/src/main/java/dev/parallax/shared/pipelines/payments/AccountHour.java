package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.SortedMerge;
import java.util.List;

/**
 * The accumulator of the alerts pipeline.
 *
 * @param payments how many
 * @param changes how often what is true of the account, or of a rule, was said
 * @param fact what the rules look at, while it is a single fact; none in rows
 * @param alerts at these payments, in their order
 */
public record AccountHour(long payments, long changes, List<AccountFact> fact, List<Alert> alerts) {
    static final AccountHour NONE = new AccountHour(0, 0, List.of(), List.of());

    static AccountHour fact(AccountEvent event) {
        if (event instanceof Payment payment) {
            return new AccountHour(1, 0, List.of(CardPayment.of(payment)), List.of());
        }
        AccountFact change =
                event instanceof Account account ? AccountVersion.of(account) : RuleVersion.of((RuleChange) event);
        return new AccountHour(0, 1, List.of(change), List.of());
    }

    static AccountHour found(List<Alert> alerts) {
        return new AccountHour(0, 0, List.of(), alerts);
    }

    /** Of a single fact. */
    AccountFact single() {
        return fact.get(0);
    }

    /** As it is counted in a row. */
    AccountHour counted() {
        return new AccountHour(payments, changes, List.of(), List.of());
    }

    AccountHour plus(AccountHour other) {
        return new AccountHour(
                payments + other.payments,
                changes + other.changes,
                SortedMerge.of(fact, other.fact, AccountFact.ORDER, (one, same) -> one),
                SortedMerge.ofDifferences(alerts, other.alerts, Alert.ORDER, Alert::plus, Alert::times));
    }

    AccountHour inverse() {
        return found(alerts.stream().map(Alert::inverse).toList());
    }
}
