package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.logic.JsonValue;
import java.util.Locale;
import java.util.Set;

/**
 * Reads one payment; an instance is used once. Whether it is malformed is decided before whether it is invalid. What is wrong with a record is said
 * without citing it: a card may stand where it does not belong.
 */
final class PaymentDecoder {
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

    private PaymentDecoder() {}

    static Payment decode(byte[] record) throws BadRecord {
        PaymentDecoder decoder = new PaymentDecoder();
        try {
            JsonReader.read(record, decoder::field);
        } catch (BadRecord e) {
            throw withoutCitation(e);
        }
        return decoder.payment();
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
            default -> {}
        }
    }

    private Payment payment() throws BadRecord {
        if (paymentId == null || paymentId.isEmpty()) {
            throw BadRecord.malformed("The paymentId is missing.");
        }
        long time = time();
        require(accountId, "accountId");
        require(cardId, "cardId");
        require(merchantId, "merchantId");
        require(merchantCountry, "merchantCountry");
        if (!COUNTRIES.contains(merchantCountry)) {
            throw BadRecord.invalid("The merchantCountry is none of the two letters of ISO 3166.");
        }
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

    private long time() throws BadRecord {
        try {
            return EventTime.parse(eventTime);
        } catch (BadRecord e) {
            throw withoutCitation(e);
        }
    }

    private Channel channel() throws BadRecord {
        require(channel, "channel");
        for (Channel each : Channel.values()) {
            if (each.name().equals(channel)) {
                return each;
            }
        }
        throw BadRecord.invalid("The channel is neither CARD_PRESENT nor ONLINE.");
    }

    private static void require(String value, String field) throws BadRecord {
        if (value == null || value.isEmpty()) {
            throw BadRecord.invalid("The " + field + " is missing.");
        }
    }

    /** The same, always malformed, up to where its sentence begins to cite the record. */
    private static BadRecord withoutCitation(BadRecord malformed) {
        String reason = malformed.getMessage();
        int citation = reason.indexOf(": ");
        return citation < 0 ? malformed : BadRecord.malformed(reason.substring(0, citation) + ".");
    }
}
