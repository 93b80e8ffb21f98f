package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** A payment as a newcomer reads it. */
public class PaidByCard {
    static final Duration SOON = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new JsonMapper();

    public String paymentId;
    public String card;
    /** In thousandths. */
    public long amount;

    public long time;

    boolean isTry() {
        return amount < 1_000;
    }

    boolean isTake() {
        return amount > 500_000;
    }

    /** What is no payment is left out. */
    static final class Parse implements FlatMapFunction<String, PaidByCard> {
        @Override
        public void flatMap(String line, Collector<PaidByCard> out) {
            try {
                JsonNode json = JSON.readTree(line);
                PaidByCard payment = new PaidByCard();
                payment.paymentId = json.get("paymentId").asText();
                payment.card = json.get("cardId").asText();
                payment.amount = new BigDecimal(json.get("amount").asText())
                        .movePointRight(3)
                        .longValueExact();
                payment.time = LocalDateTime.parse(
                                json.get("eventTime").asText().replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
                out.collect(payment);
            } catch (IOException | RuntimeException e) {
                // It is none.
            }
        }
    }
}
