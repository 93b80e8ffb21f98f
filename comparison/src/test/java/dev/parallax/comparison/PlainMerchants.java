package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The merchants view over plain collections, which keep everything, by merchant and hour: nothing of it is shared with the pipeline. */
final class PlainMerchants {
    private final Map<String, Row> rows = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();

    private static final class Row {
        private final Set<String> cards = new HashSet<>();
        private final Map<String, List<BigDecimal>> amounts = new TreeMap<>();
    }

    /** @param good lines that are payments, perhaps more than once; all others are left alone */
    static PlainMerchants of(List<String> good) {
        PlainMerchants plain = new PlainMerchants();
        good.forEach(plain::add);
        return plain;
    }

    /** A payment as the generator writes it, with everything in its place. */
    private void add(String line) {
        if (!line.matches(
                "\\{\"paymentId\":\"P\\d+\",\"accountId\":\"A\\d+\",\"cardId\":\"C\\d+\",\"merchantId\":\"M\\d+\","
                        + "\"merchantCountry\":\"[A-Z]{2}\",\"amount\":\"[0-9.]+\",\"currency\":\"[A-Z]{3}\","
                        + "\"channel\":\"(CARD_PRESENT|ONLINE)\",\"eventTime\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:[0-9:.]+\"}")) {
            return;
        }
        JsonNode json = json(line);
        BigDecimal amount = new BigDecimal(json.get("amount").asText());
        String currency = json.get("currency").asText();
        int decimals = currency.equals("JPY") ? 0 : currency.equals("KWD") ? 3 : 2;
        String time = json.get("eventTime").asText();
        if (amount.signum() == 0
                || amount.scale() > decimals
                || time.startsWith("2023-02-30")
                || !seen.add(json.get("paymentId").asText())) {
            return;
        }
        Row row = rows.computeIfAbsent(json.get("merchantId").asText() + " " + time.substring(0, 13), key -> new Row());
        row.cards.add(json.get("cardId").asText());
        row.amounts.computeIfAbsent(currency, each -> new ArrayList<>()).add(amount);
    }

    /** Asserts that {@code view}, lines of JSON, has exactly these rows, and says how far each number may be off. */
    void assertIsShownBy(List<String> view) {
        Set<String> shown = new TreeSet<>();
        for (String line : view) {
            JsonNode json = json(line);
            String key = json.get("key").asText() + " "
                    + json.get("windowStart").asText().substring(0, 13).replace('T', ' ');
            shown.add(key);
            Row row = rows.get(key);
            assertThat(row).as(line).isNotNull();
            assertThat(json.get("count").asInt())
                    .as(line)
                    .isEqualTo(
                            row.amounts.values().stream().mapToInt(List::size).sum());
            assertThat(Math.abs(json.get("distinctCards").asDouble() / row.cards.size() - 1))
                    .as(line)
                    .isLessThanOrEqualTo(4 * json.get("distinctCardsError").asDouble());
            assertThat(json.get("distinctCardsError").asDouble() == 0).isEqualTo(row.cards.size() <= 256);
            assertAmounts(row, json, "sum", 0);
            assertAmounts(row, json, "p50", json.get("amountError").asDouble());
            assertAmounts(row, json, "p95", json.get("amountError").asDouble());
        }
        assertThat(shown).isNotEmpty().isEqualTo(rows.keySet());
    }

    private static void assertAmounts(Row row, JsonNode json, String column, double error) {
        List<String> currencies = new ArrayList<>();
        for (String each : json.get(column).asText().split(", ")) {
            String currency = each.substring(each.indexOf(' ') + 1);
            currencies.add(currency);
            List<BigDecimal> amounts =
                    row.amounts.get(currency).stream().sorted().toList();
            BigDecimal exact = column.equals("sum")
                    ? amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                    : amounts.get((int) Math.ceil(amounts.size() * Integer.parseInt(column.substring(1)) / 100.0) - 1);
            BigDecimal shown = new BigDecimal(each.substring(0, each.indexOf(' ')));
            assertThat(shown.subtract(exact).abs())
                    .as("%s of %s", column, json)
                    .isLessThanOrEqualTo(exact.multiply(BigDecimal.valueOf(error)));
        }
        assertThat(currencies).containsExactlyElementsOf(row.amounts.keySet());
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
