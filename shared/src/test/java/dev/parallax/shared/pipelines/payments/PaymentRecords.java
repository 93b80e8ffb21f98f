package dev.parallax.shared.pipelines.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Records of payments, as JSON: a good one, of which each field can be replaced or left out. */
final class PaymentRecords {
    private final Map<String, String> fields;

    private PaymentRecords(Map<String, String> fields) {
        this.fields = fields;
    }

    static PaymentRecords good() {
        return new PaymentRecords(new LinkedHashMap<>())
                .with("paymentId", "\"P1\"")
                .with("accountId", "\"ACCOUNT-7\"")
                .with("cardId", "\"CARD-12345678\"")
                .with("merchantId", "\"M00001\"")
                .with("merchantCountry", "\"DE\"")
                .with("amount", "\"12.30\"")
                .with("currency", "\"EUR\"")
                .with("channel", "\"ONLINE\"")
                .with("eventTime", "\"2023-01-05 11:13:53.643364\"");
    }

    PaymentRecords with(String field, String json) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(field, json);
        return new PaymentRecords(changed);
    }

    PaymentRecords without(String field) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(field);
        return new PaymentRecords(changed);
    }

    String json() {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    byte[] bytes() {
        return json().getBytes(UTF_8);
    }
}
