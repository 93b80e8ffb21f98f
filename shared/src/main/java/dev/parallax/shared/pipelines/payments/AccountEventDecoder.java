package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.logic.JsonValue;
import dev.parallax.shared.pipelines.Amount;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one payment; or, from a record without a {@code paymentId} and with {@code validFrom}, how a rule is applied from some time on, if it has a {@code rule}, or else what is true of an account. An
 * instance is used once. Whether it is malformed is decided before whether it is invalid. What is wrong with a record is said
 * without citing it: a card may stand where it does not belong.
 */
final class AccountEventDecoder {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private String paymentId;
    private String accountId;
    private String cardId;
    private String merchantId;
    private String merchantCountry;
    private String amount;
    private String currency;
    private String channel;
    private String eventTime;
    private String homeCountry;
    private String riskClass;
    private String validFrom;
    private String rule;
    private String threshold;
    private String active;

    private AccountEventDecoder() {}

    static AccountEvent decode(byte[] record) throws BadRecord {
        AccountEventDecoder decoder = new AccountEventDecoder();
        try {
            JsonReader.read(record, decoder::field);
        } catch (BadRecord e) {
            throw e.withoutCitation();
        }
        if (decoder.paymentId != null || decoder.validFrom == null) {
            return decoder.payment();
        }
        return decoder.rule == null ? decoder.account() : decoder.ruleChange();
    }

    private void field(String name, JsonValue value) throws BadRecord {
        switch (name) {
            case "paymentId" -> paymentId = value.text();
            case "accountId" -> accountId = value.text();
            case "cardId" -> cardId = value.text();
            case "merchantId" -> merchantId = value.text();
            case "merchantCountry" -> merchantCountry = value.text();
            case "amount" -> amount = value.text();
            case "currency" -> currency = value.text();
            case "channel" -> channel = value.text();
            case "eventTime" -> eventTime = value.text();
            case "homeCountry" -> homeCountry = value.text();
            case "riskClass" -> riskClass = value.text();
            case "validFrom" -> validFrom = value.text();
            case "rule" -> rule = value.text();
            case "threshold" -> threshold = value.text();
            case "active" -> active = value.text();
            default -> {}
        }
    }

    private Payment payment() throws BadRecord {
        if (paymentId == null || paymentId.isEmpty()) {
            throw BadRecord.malformed("The paymentId is missing.");
        }
        long time = EventTime.parseUncited(eventTime);
        BadRecord.requirePresent(accountId, "accountId");
        BadRecord.requirePresent(cardId, "cardId");
        BadRecord.requirePresent(merchantId, "merchantId");
        requireCountry(merchantCountry, "merchantCountry");
        return new Payment(
                paymentId,
                accountId,
                cardId,
                merchantId,
                merchantCountry,
                Amount.parse(amount, currency),
                currency,
                channel(),
                time);
    }

    private Account account() throws BadRecord {
        long time = EventTime.parseUncited(validFrom);
        BadRecord.requirePresent(accountId, "accountId");
        requireCountry(homeCountry, "homeCountry");
        BadRecord.requirePresent(riskClass, "riskClass");
        return new Account(
                accountId, homeCountry, constant(RiskClass.values(), Enum::name, riskClass, "riskClass"), time);
    }

    private RuleChange ruleChange() throws BadRecord {
        long time = EventTime.parseUncited(validFrom);
        FraudRule changed = constant(FraudRule.values(), FraudRule::label, rule, "rule");
        boolean applies = !"false".equals(active);
        if (active != null && applies && !active.equals("true")) {
            throw BadRecord.invalid("The active is neither true nor false.");
        }
        return new RuleChange(changed, threshold(changed), applies, time);
    }

    private long threshold(FraudRule changed) throws BadRecord {
        if (threshold == null) {
            return changed.threshold();
        }
        try {
            long given = Long.parseLong(threshold);
            if (given >= changed.leastThreshold() && given <= FraudRule.MOST) {
                return given;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw BadRecord.invalid("The threshold of " + changed.label() + " is no whole number from "
                + changed.leastThreshold() + " to " + FraudRule.MOST + ".");
    }

    private Channel channel() throws BadRecord {
        BadRecord.requirePresent(channel, "channel");
        return constant(Channel.values(), Enum::name, channel, "channel");
    }

    private static <T> T constant(T[] constants, Function<T, String> name, String text, String field) throws BadRecord {
        for (T each : constants) {
            if (name.apply(each).equals(text)) {
                return each;
            }
        }
        throw BadRecord.invalid("The " + field + " is none of "
                + Arrays.stream(constants).map(name).collect(Collectors.joining(", ")) + ".");
    }

    private static void requireCountry(String country, String field) throws BadRecord {
        BadRecord.requirePresent(country, field);
        if (!COUNTRIES.contains(country)) {
            throw BadRecord.invalid("The " + field + " is none of the two letters of ISO 3166.");
        }
    }
}
