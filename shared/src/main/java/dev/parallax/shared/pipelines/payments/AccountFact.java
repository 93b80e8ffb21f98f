package dev.parallax.shared.pipelines.payments;

import java.util.Comparator;

/** What detection remembers of an event. */
public sealed interface AccountFact permits RuleVersion, AccountVersion, CardPayment {
    /** So that none is the same as another one unless it is the same: by what they are, and each in its own order. */
    Comparator<AccountFact> ORDER = (one, other) -> {
        if (one instanceof CardPayment payment && other instanceof CardPayment second) {
            return CardPayment.ORDER.compare(payment, second);
        }
        if (one instanceof AccountVersion version && other instanceof AccountVersion second) {
            return AccountVersion.ORDER.compare(version, second);
        }
        if (one instanceof RuleVersion version && other instanceof RuleVersion second) {
            return RuleVersion.ORDER.compare(version, second);
        }
        return one.getClass().getName().compareTo(other.getClass().getName());
    };
}
