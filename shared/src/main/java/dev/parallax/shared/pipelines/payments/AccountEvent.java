package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.MaskedId;

/** What a log of payments holds: the payments, what is known of the accounts from which they are made, and how the rules for them change. */
public sealed interface AccountEvent permits Payment, Account, RuleChange {
    /** The account, not to be shown, see {@link MaskedId}; null if it concerns all of them. */
    String accountId();

    /** Identity of the event, the same in all its copies; null if each counts. */
    String eventId();

    /** In milliseconds since the epoch, UTC. */
    long eventTime();
}
