package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.MaskedId;

/**
 * What is true of an account from some time on, until something else is. As text it does not show the account, so that it may be logged.
 *
 * @param accountId not empty
 * @param homeCountry two letters, as in ISO 3166
 * @param riskClass what is thought of its payments
 * @param validFrom in milliseconds since the epoch, UTC
 */
public record Account(String accountId, String homeCountry, RiskClass riskClass, long validFrom)
        implements AccountEvent {
    /** Each counts: of several from the same time on the last in the log is true. */
    @Override
    public String eventId() {
        return null;
    }

    @Override
    public long eventTime() {
        return validFrom;
    }

    @Override
    public String toString() {
        return "Account[" + MaskedId.of(accountId) + ", " + homeCountry + ", " + riskClass + ", from " + validFrom
                + "]";
    }
}
