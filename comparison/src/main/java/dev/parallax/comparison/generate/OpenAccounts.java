package dev.parallax.comparison.generate;

import dev.parallax.shared.pipelines.payments.RiskClass;
import java.util.HashMap;
import java.util.Map;

/** What the log says of the accounts from which is paid: each is opened before its first payment arrives, and now and then the bank thinks otherwise of it. */
final class OpenAccounts {
    /** After so many payments from an account that have arrived. */
    private static final int BETWEEN_CHANGES = 40;

    private final Map<String, Standing> accounts = new HashMap<>();

    private static final class Standing {
        private int payments;
        private int said;
    }

    private Standing of(PlannedPayment payment) {
        return accounts.computeIfAbsent(payment.accountId(), id -> new Standing());
    }

    /** Whether something is to be said of the account before its next payment arrives. */
    boolean isDue(PlannedPayment next) {
        return of(next).payments >= of(next).said * BETWEEN_CHANGES;
    }

    void isSaid(PlannedPayment next) {
        of(next).said++;
    }

    void hasArrived(PlannedPayment payment) {
        of(payment).payments++;
    }

    /** What was last said of the account's risk: each time something else. */
    RiskClass riskClass(PlannedPayment payment) {
        return RiskClass.values()[(payment.holder() / 2 + of(payment).said) % RiskClass.values().length];
    }
}
