package dev.parallax.shared.pipelines.payments;

import java.util.Comparator;

/**
 * How a rule is applied from some time on.
 *
 * @param threshold see {@link FraudRule#threshold()}
 * @param active whether it is applied at all
 * @param validFrom in milliseconds since the epoch, UTC
 */
public record RuleVersion(FraudRule rule, long threshold, boolean active, long validFrom) implements AccountFact {
    static final Comparator<RuleVersion> ORDER = Comparator.comparingLong(RuleVersion::validFrom)
            .thenComparing(RuleVersion::rule)
            .thenComparing(RuleVersion::threshold)
            .thenComparing(RuleVersion::active);

    static RuleVersion of(RuleChange change) {
        return new RuleVersion(change.rule(), change.threshold(), change.active(), change.validFrom());
    }
}
