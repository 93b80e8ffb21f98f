package dev.parallax.shared.pipelines.payments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known when a payment is looked at.
 *
 * @param account what is true of its account then
 * @param rules how rules are applied then; those of which nothing was said are not in it
 * @param before payments with the same card in the {@link FraudRule#HORIZON} before it, in their order
 */
record History(AccountVersion account, Map<FraudRule, RuleVersion> rules, List<CardPayment> before) {
    /** Of what was before in the whole account, and is true for all accounts. */
    static History of(List<AccountHour> before, CardPayment payment) {
        AccountVersion account = AccountVersion.UNKNOWN;
        Map<FraudRule, RuleVersion> rules = new EnumMap<>(FraudRule.class);
        List<CardPayment> withTheCard = new ArrayList<>();
        for (AccountHour each : before) {
            if (each.single() instanceof AccountVersion version) {
                account = version;
            } else if (each.single() instanceof RuleVersion version) {
                rules.put(version.rule(), version);
            } else if (each.single() instanceof CardPayment earlier
                    && earlier.card().equals(payment.card())) {
                withTheCard.add(earlier);
            }
        }
        return new History(account, rules, withTheCard);
    }

    boolean applies(FraudRule rule) {
        return !rules.containsKey(rule) || rules.get(rule).active();
    }

    long threshold(FraudRule rule) {
        return rules.containsKey(rule) ? rules.get(rule).threshold() : rule.threshold();
    }
}
