package dev.parallax.comparison.generate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Set;

/**
 * A generated line as a reader sees it who knows nothing of the generator.
 *
 * @param json null, if the line is none
 * @param eventTime null, if the line is malformed
 */
record ReadLine(Kind kind, String text, JsonNode json, Instant eventTime, int facts) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> STATUSES = Set.of("SUCCESS", "ERROR", "STANDBY");

    enum Kind {
        GOOD,
        INVALID,
        MALFORMED
    }

    static ReadLine of(String pipeline, byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException e) {
            return new ReadLine(Kind.MALFORMED, text, null, null, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant eventTime = eventTime(json.path(pipeline.equals("words") ? "event_time" : "eventTime"));
        if (eventTime == null || !hasIdentity(pipeline, json)) {
            return new ReadLine(Kind.MALFORMED, text, json, null, 0);
        }
        int facts = switch (pipeline) {
            case "devices" -> readings(json);
            case "payments" -> isPayment(json) ? 1 : 0;
            default -> words(json);
        };
        return new ReadLine(facts == 0 ? Kind.INVALID : Kind.GOOD, text, json, eventTime, facts);
    }

    private static boolean hasIdentity(String pipeline, JsonNode json) {
        return switch (pipeline) {
            case "devices" -> json.path("eventId").asText().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            case "payments" -> json.path("paymentId").asText().matches("P\\d{12}");
            default -> true;
        };
    }

    private static boolean isPayment(JsonNode json) {
        String decimals = switch (json.path("currency").asText()) {
            case "EUR", "GBP", "USD", "BRL", "CHF", "AUD" -> "\\.\\d\\d";
            case "JPY" -> "";
            case "KWD" -> "\\.\\d\\d\\d";
            default -> "none";
        };
        String amount = json.path("amount").asText();
        return json.path("accountId").asText().matches("A\\d{12}")
                && json.path("cardId").asText().matches("C\\d{12}")
                && json.path("merchantId").asText().matches("M\\d{5,}")
                && json.path("merchantCountry").asText().matches("DE|GB|US|JP|FR|BR|CH|KW|AU")
                && json.path("channel").asText().matches("CARD_PRESENT|ONLINE")
                && json.path("amount").isTextual()
                && amount.matches("\\d+" + decimals)
                && new BigDecimal(amount).signum() > 0;
    }

    private static Instant eventTime(JsonNode value) {
        try {
            return LocalDateTime.parse(value.asText(), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** How many there are; 0, if something is wrong with one of them or the customer. */
    private static int readings(JsonNode event) {
        if (!event.path("customerId").asText().matches("CI\\d{5,}")) {
            return 0;
        }
        JsonNode devices = event.path("data").path("devices");
        for (JsonNode device : devices) {
            boolean right = device.path("temperature").isNumber()
                    && Set.of("C", "F").contains(device.path("measure").asText())
                    && isNullOr(device.path("deviceId"), "D\\d{3}")
                    && isNullOr(device.path("status"), String.join("|", STATUSES));
            if (!right) {
                return 0;
            }
        }
        return devices.size();
    }

    private static boolean isNullOr(JsonNode value, String pattern) {
        return value.isNull() || (value.isTextual() && value.asText().matches(pattern));
    }

    private static int words(JsonNode event) {
        JsonNode data = event.path("data");
        return data.isTextual() ? data.asText().split(" ").length : 0;
    }
}
