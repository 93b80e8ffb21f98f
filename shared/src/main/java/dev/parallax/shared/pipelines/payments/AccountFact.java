package dev.parallax.shared.pipelines.payments;

import java.util.Comparator;

/** What detection remembers of an event. */
public sealed interface AccountFact permits CardPayment, AccountVersion {
    /** So that none is the same as another one unless it is the same: what is true of the account first, then payments in their {@linkplain CardPayment#ORDER order}. */
    Comparator<AccountFact> ORDER = (one, other) -> {
        if (one instanceof CardPayment payment && other instanceof CardPayment second) {
            return CardPayment.ORDER.compare(payment, second);
        }
        if (one instanceof AccountVersion version && other instanceof AccountVersion second) {
            return AccountVersion.ORDER.compare(version, second);
        }
        return one instanceof AccountVersion ? -1 : 1;
    };
}
