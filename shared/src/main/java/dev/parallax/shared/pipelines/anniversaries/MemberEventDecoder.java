package dev.parallax.shared.pipelines.anniversaries;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.logic.JsonValue;
import dev.parallax.shared.pipelines.Amount;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * Reads one order, that one is cancelled (a record with {@code cancelledAt}), or what is true of a customer from some time on (one without an {@code orderId}, and with {@code
 * validFrom}). An instance is used once. Whether it is malformed is decided before whether it is invalid. What is wrong with a record is said without citing it: a name may stand where it
 * does not belong.
 */
final class MemberEventDecoder {
    private String orderId;
    private String customerId;
    private String amount;
    private String currency;
    private String eventTime;
    private String cancelledAt;
    private String name;
    private String signedUpOn;
    private String timeZone;
    private String validFrom;

    private MemberEventDecoder() {}

    static MemberEvent decode(byte[] record) throws BadRecord {
        MemberEventDecoder decoder = new MemberEventDecoder();
        try {
            JsonReader.read(record, decoder::field);
        } catch (BadRecord e) {
            throw e.withoutCitation();
        }
        return decoder.orderId == null && decoder.validFrom != null ? decoder.customer() : decoder.order();
    }

    private void field(String field, JsonValue value) throws BadRecord {
        switch (field) {
            case "orderId" -> orderId = value.text();
            case "customerId" -> customerId = value.text();
            case "amount" -> amount = value.text();
            case "currency" -> currency = value.text();
            case "eventTime" -> eventTime = value.text();
            case "cancelledAt" -> cancelledAt = value.text();
            case "name" -> name = value.text();
            case "signedUpOn" -> signedUpOn = value.text();
            case "timeZone" -> timeZone = value.text();
            case "validFrom" -> validFrom = value.text();
            default -> {}
        }
    }

    private Order order() throws BadRecord {
        if (orderId == null || orderId.isEmpty()) {
            throw BadRecord.malformed("The orderId is missing.");
        }
        long orderedAt = EventTime.parseUncited(eventTime);
        long cancelled = cancelledAt == null ? Order.NEVER : EventTime.parseUncited(cancelledAt);
        BadRecord.requirePresent(customerId, "customerId");
        long minorUnits = Amount.parse(amount, currency);
        if (cancelledAt != null && cancelled < orderedAt) {
            throw BadRecord.invalid("It is cancelled before it is ordered.");
        }
        return new Order(orderId, customerId, minorUnits, currency, orderedAt, cancelled);
    }

    private Customer customer() throws BadRecord {
        long from = EventTime.parseUncited(validFrom);
        BadRecord.requirePresent(customerId, "customerId");
        BadRecord.requirePresent(name, "name");
        BadRecord.requirePresent(signedUpOn, "signedUpOn");
        BadRecord.requirePresent(timeZone, "timeZone");
        return new Customer(customerId, name, date(), zone(), from);
    }

    private LocalDate date() throws BadRecord {
        try {
            return LocalDate.parse(signedUpOn);
        } catch (DateTimeParseException e) {
            throw BadRecord.invalid("The signedUpOn is no date like 2020-02-29.");
        }
    }

    private String zone() throws BadRecord {
        try {
            return ZoneId.of(timeZone).getId();
        } catch (DateTimeException e) {
            throw BadRecord.invalid("The timeZone is none like Europe/Berlin.");
        }
    }
}
