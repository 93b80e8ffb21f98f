package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.comparison.generate.FraudRules.Paid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedFraudTest {
    private static final GeneratorSettings DEFAULTS = GeneratorSettings.defaults("payments");
    private static final FraudRules RULES = new FraudRules(0.2, 900, FraudRules.RATES);

    static Stream<Arguments> logs() {
        return Stream.of(
                Arguments.of("as ever", DEFAULTS),
                Arguments.of("seed 2", DEFAULTS.withSeed(2)),
                Arguments.of("seed 3", DEFAULTS.withSeed(3)),
                Arguments.of(
                        "late, twice and broken",
                        DEFAULTS.withSeed(4)
                                .withLateShare(0.3)
                                .withDisorder(Duration.ofMinutes(30))
                                .withDuplicateShare(0.3)
                                .withMalformedShare(0.1)),
                Arguments.of("a week", DEFAULTS.withSeed(5).withSpan(Duration.ofDays(7))),
                Arguments.of("a few minutes", DEFAULTS.withSeed(6).withSpan(Duration.ofMinutes(5))),
                Arguments.of("a moment", DEFAULTS.withSeed(7).withSpan(Duration.ofSeconds(1))),
                Arguments.of("one merchant", DEFAULTS.withSeed(8).withCustomers(1)),
                Arguments.of("few payments", DEFAULTS.withSeed(9).withEvents(100)),
                Arguments.of("long ago", DEFAULTS.withSeed(10).withStart(Instant.parse("1969-12-31T20:00:00Z"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void exactlyTheLabelledFraudsAreInTheLog(String what, GeneratorSettings settings) throws IOException {
        Log log = Log.generated(settings);

        assertThat(log.findings(RULES)).isNotEmpty().isEqualTo(log.labelled());
    }

    /** Whoever weighs, measures or converts a little otherwise finds the same. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void fraudsAreBeyondDoubt(String what, GeneratorSettings settings) throws IOException {
        Log log = Log.generated(settings);
        Map<String, Double> otherRates = new HashMap<>(FraudRules.RATES);
        otherRates.replaceAll((currency, rate) -> rate * (currency.charAt(0) % 2 == 0 ? 0.93 : 1.07));

        assertThat(log.findings(new FraudRules(0.05, 900, FraudRules.RATES))).isEqualTo(log.labelled());
        assertThat(log.findings(new FraudRules(0.4, 900, FraudRules.RATES))).isEqualTo(log.labelled());
        assertThat(log.findings(new FraudRules(0.2, 700, FraudRules.RATES))).isEqualTo(log.labelled());
        assertThat(log.findings(new FraudRules(0.2, 1100, FraudRules.RATES))).isEqualTo(log.labelled());
        assertThat(log.findings(new FraudRules(0.2, 900, otherRates))).isEqualTo(log.labelled());
    }

    @Test
    void thereAreSomeOfEachKindThroughoutTheLog() throws IOException {
        Log log = Log.generated(DEFAULTS);
        Map<String, Long> kinds = log.labels.stream()
                .collect(Collectors.groupingBy(
                        label -> label.get("kind").asText(), TreeMap::new, Collectors.counting()));
        Instant middle = DEFAULTS.start().plus(DEFAULTS.span().dividedBy(2));

        assertThat(kinds.keySet())
                .containsExactly("impossible-travel", "out-of-character", "test-then-take", "velocity");
        assertThat(kinds.values()).allSatisfy(number -> assertThat(number).isBetween(15L, 60L));
        for (String kind : kinds.keySet()) {
            List<Instant> times = log.labels.stream()
                    .filter(label -> label.get("kind").asText().equals(kind))
                    .map(label -> log.byId.get(ids(label).get(0)).time())
                    .toList();
            assertThat(times).anyMatch(middle::isAfter).anyMatch(middle::isBefore);
        }
    }

    /** Some arrive out of order, late and twice, as other payments do. */
    @Test
    void fraudulentPaymentsTravelLikeOthers() throws IOException {
        Log log = Log.generated(DEFAULTS.withLateShare(0.2).withDuplicateShare(0.2));
        Set<String> fraudulent =
                log.labels.stream().flatMap(label -> ids(label).stream()).collect(Collectors.toSet());

        assertThat(fraudulent).anyMatch(id -> log.times.get(id) > 1);
        assertThat(log.labels).anySatisfy(label -> {
            List<Integer> places = ids(label).stream().map(log.places::get).toList();
            assertThat(places).isNotEqualTo(places.stream().sorted().toList());
        });
        assertThat(fraudulent)
                .anyMatch(id ->
                        log.latestBefore.get(id).isAfter(log.byId.get(id).time().plus(Duration.ofMinutes(25))));
    }

    @Test
    void aLabelSaysWhatWasFoundAndWhen() throws IOException {
        Log log = Log.generated(DEFAULTS);

        assertThat(log.labels).allSatisfy(label -> {
            Paid last = log.byId.get(ids(label).get(ids(label).size() - 1));
            assertThat(label.fieldNames()).toIterable().containsExactly("kind", "paymentIds", "card", "eventTime");
            assertThat(label.get("card").asText())
                    .isEqualTo("****" + last.card().substring(9));
            assertThat(log.lines.get(last.id()))
                    .contains("\"eventTime\":\"" + label.get("eventTime").asText() + "\"");
        });
    }

    @Test
    void cardsHaveOneAccountAndAFraudIsTheLastOfThem() throws IOException {
        Log log = Log.generated(DEFAULTS);
        Map<String, Set<String>> accounts = new HashMap<>();
        log.lines.values().forEach(line -> {
            JsonNode json = json(line);
            accounts.computeIfAbsent(json.get("cardId").asText(), card -> new TreeSet<>())
                    .add(json.get("accountId").asText());
        });

        assertThat(accounts.values()).allSatisfy(each -> assertThat(each).hasSize(1));
        assertThat(accounts.values().stream().flatMap(Set::stream).distinct().count())
                .isLessThan(accounts.size());
        for (JsonNode label : log.labels) {
            Paid last = log.byId.get(ids(label).get(ids(label).size() - 1));
            assertThat(log.cards.get(last.card())).last().isEqualTo(last);
        }
    }

    @Test
    void nightsAreQuiet() throws IOException {
        Log log = Log.generated(
                DEFAULTS.withStart(Instant.parse("2023-01-05T00:00:00Z")).withSpan(Duration.ofDays(2)));
        long[] byHour = new long[24];
        log.byId.values().forEach(payment -> byHour[(int) (payment.time().getEpochSecond() / 3600 % 24)]++);

        // Of 332 parts the night from 1 to 5 has 9, the evening from 17 to 20 has 75.
        assertThat(byHour[1] + byHour[2] + byHour[3] + byHour[4]).isBetween(350L, 700L);
        assertThat(byHour[17] + byHour[18] + byHour[19]).isBetween(4_000L, 4_900L);
    }

    @Test
    void soManyPaymentsNeedMoreCardsThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventGenerator(DEFAULTS.withEvents(1_000_000_000_000L)))
                .withMessage("--events are too many payments for the --span: there are not so many cards.");
    }

    private static List<String> ids(JsonNode label) {
        List<String> ids = new ArrayList<>();
        label.get("paymentIds").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A generated log, read line by line. */
    private static final class Log {
        private final List<JsonNode> labels = new ArrayList<>();
        private final Map<String, Paid> byId = new HashMap<>();
        private final Map<String, String> lines = new HashMap<>();
        private final Map<String, Integer> times = new HashMap<>();
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<String, Instant> latestBefore = new HashMap<>();
        private final Map<String, List<Paid>> cards = new TreeMap<>();
        private Instant latest;

        private static Log generated(GeneratorSettings settings) throws IOException {
            Log log = new Log();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new EventGenerator(settings).writeTo(out, fraud -> log.labels.add(json(fraud.json())));
            out.toString(StandardCharsets.ISO_8859_1).lines().forEach(log::read);
            log.cards.values().forEach(card -> card.sort(Comparator.comparing(Paid::time)));
            return log;
        }

        private void read(String line) {
            ReadLine read = ReadLine.of("payments", line.getBytes(StandardCharsets.ISO_8859_1));
            if (read.kind() != ReadLine.Kind.GOOD) {
                return;
            }
            Function<String, String> field = name -> read.json().get(name).asText();
            Paid payment = new Paid(
                    field.apply("paymentId"),
                    field.apply("cardId"),
                    field.apply("merchantCountry"),
                    new BigDecimal(field.apply("amount")),
                    field.apply("currency"),
                    field.apply("channel").equals("CARD_PRESENT"),
                    read.eventTime());
            if (times.merge(payment.id(), 1, Integer::sum) > 1) {
                assertThat(lines.get(payment.id())).isEqualTo(line);
                return;
            }
            latestBefore.put(payment.id(), latest == null ? payment.time() : latest);
            latest = latest == null || payment.time().isAfter(latest) ? payment.time() : latest;
            places.put(payment.id(), places.size());
            byId.put(payment.id(), payment);
            lines.put(payment.id(), line);
            cards.computeIfAbsent(payment.card(), card -> new ArrayList<>()).add(payment);
        }

        private Set<String> findings(FraudRules rules) {
            Set<String> all = new TreeSet<>();
            cards.values().forEach(card -> all.addAll(rules.findings(card)));
            return all;
        }

        private Set<String> labelled() {
            return labels.stream()
                    .map(label -> label.get("kind").asText() + ": " + ids(label))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
