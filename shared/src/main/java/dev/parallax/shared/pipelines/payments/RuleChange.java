package dev.parallax.shared.pipelines.payments;

/**
 * How a rule is applied from some time on, until something else is said of it.
 *
 * @param threshold see {@link FraudRule#threshold()}
 * @param active whether it is applied at all
 * @param validFrom in milliseconds since the epoch, UTC
 */
public record RuleChange(FraudRule rule, long threshold, boolean active, long validFrom) implements AccountEvent {
    @Override
    public String accountId() {
        return null;
    }

    /** Each counts: of several from the same time on the last in the log is true. */
    @Override
    public String eventId() {
        return null;
    }

    @Override
    public long eventTime() {
        return validFrom;
    }
}
