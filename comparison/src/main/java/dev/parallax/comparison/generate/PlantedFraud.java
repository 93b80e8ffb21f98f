package dev.parallax.comparison.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A fraud that was planted among payments, and all that a detector has to find of it. Nothing else in the log is one, by the rules of {@link Kind}.
 *
 * @param paymentIds the payments that make it up, by event time
 * @param card masked
 * @param eventTime of the payment that completes it, as that payment writes it
 */
public record PlantedFraud(Kind kind, List<String> paymentIds, String card, String eventTime) {
    private static final ObjectMapper JSON = new JsonMapper();

    /** What the payments of a card show, in the order of their event times. */
    public enum Kind {
        /** A payment under 1, and within 60 seconds one over 500. */
        TEST_THEN_TAKE,
        /** Six payments within 60 seconds: more than five. */
        VELOCITY,
        /** Two payments with the card present, in countries so far from each other that nobody gets there at 900 km/h. */
        IMPOSSIBLE_TRAVEL,
        /** A payment of more than ten times the exponentially weighted mean of those before it, in which a new payment weighs up to 0.4. */
        OUT_OF_CHARACTER;

        /** As labels write it, like {@code test-then-take}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One JSON object in one line, without its end. */
    public String json() {
        Map<String, Object> label = new LinkedHashMap<>();
        label.put("kind", kind.label());
        label.put("paymentIds", paymentIds);
        label.put("card", card);
        label.put("eventTime", eventTime);
        try {
            return JSON.writeValueAsString(label);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
