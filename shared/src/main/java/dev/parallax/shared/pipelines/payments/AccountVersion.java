package dev.parallax.shared.pipelines.payments;

import java.util.Comparator;

/**
 * What is true of an account from some time on; which account it is is not in it.
 *
 * @param homeCountry two letters, as in ISO 3166
 * @param riskClass what is thought of its payments
 * @param validFrom in milliseconds since the epoch, UTC
 */
public record AccountVersion(String homeCountry, RiskClass riskClass, long validFrom) implements AccountFact {
    static final Comparator<AccountVersion> ORDER = Comparator.comparingLong(AccountVersion::validFrom)
            .thenComparing(AccountVersion::homeCountry)
            .thenComparing(AccountVersion::riskClass);

    /** What is supposed of an account of which nothing is known. */
    static final AccountVersion UNKNOWN = new AccountVersion("DE", RiskClass.MEDIUM, Long.MIN_VALUE);

    static AccountVersion of(Account account) {
        return new AccountVersion(account.homeCountry(), account.riskClass(), account.validFrom());
    }
}
