package dev.parallax.shared.pipelines.payments;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.logic.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of each card and hour how many payments there were, and which {@linkplain FraudRule frauds} they complete.
 *
 * <p>A row's key is what is shown of a card, and a hash that tells it from others that show the same.
 */
public final class AlertsPipeline extends PaymentPipeline<CardHour> {
    private static final List<FraudRule> RULES = List.of(FraudRule.values());

    private static final Aggregate<Payment, CardHour> AGGREGATE = new Aggregate<>() {
        @Override
        public CardHour empty() {
            return CardHour.NONE;
        }

        @Override
        public CardHour add(CardHour accumulator, Payment payment) {
            return accumulator.plus(CardHour.fact(payment));
        }

        @Override
        public CardHour merge(CardHour one, CardHour other) {
            return one.plus(other);
        }
    };

    private static final Detection<CardHour> DETECTION = new Detection<>() {
        @Override
        public Duration horizon() {
            return FraudRule.HORIZON;
        }

        @Override
        public CardHour row(CardHour fact) {
            return fact.counted();
        }

        @Override
        public CardHour found(List<CardHour> before, CardHour fact) {
            List<CardPayment> payments = before.stream().map(CardHour::single).toList();
            return CardHour.found(RULES.stream()
                    .flatMap(rule -> alert(rule, payments, fact.single()))
                    .toList());
        }

        private Stream<Alert> alert(FraudRule rule, List<CardPayment> before, CardPayment payment) {
            List<CardPayment> suspicious = rule.with(before, payment);
            return suspicious.isEmpty() ? Stream.empty() : Stream.of(Alert.of(rule, suspicious));
        }

        @Override
        public CardHour inverse(CardHour found) {
            return found.inverse();
        }

        @Override
        public List<Finding> findings(CardHour row) {
            return row.alerts().stream()
                    .filter(alert -> alert.times() > 0)
                    .map(Alert::finding)
                    .toList();
        }
    };

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public void facts(Payment payment, BiConsumer<String, Payment> collector) {
        collector.accept(key(payment.cardId()), payment);
    }

    /** The key of a card's rows. */
    public static String key(String cardId) {
        return MaskedCard.of(cardId) + "/"
                + String.format("%016x", Hashing.komihash5_0().hashCharsToLong(cardId));
    }

    @Override
    public Aggregate<Payment, CardHour> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Detection<CardHour> detection() {
        return DETECTION;
    }

    @Override
    public Class<CardHour> accumulatorType() {
        return CardHour.class;
    }

    @Override
    public Map<String, Object> result(CardHour hour) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("payments", hour.payments());
        List<Finding> found = DETECTION.findings(hour);
        result.put("alerts", (long) found.size());
        result.put("found", found.stream().map(Finding::name).collect(Collectors.joining("; ")));
        return result;
    }
}
