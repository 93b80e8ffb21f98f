package dev.parallax.shared.pipelines.payments;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.logic.Finding;
import dev.parallax.shared.pipelines.MaskedId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Of each account and hour how many payments there were, how often something about the account changed, and which {@linkplain FraudRule frauds} the payments complete. What is true of the account
 * is joined as of the time of the payment, and so is how the rules are applied, which may change while a stream runs.
 *
 * <p>A row's key is what is shown of an account, and a hash that tells it from others that show the same; {@code *} for changes of rules.
 */
public final class AlertsPipeline extends PaymentPipeline<AccountEvent, AccountHour> {
    private static final List<FraudRule> RULES = List.of(FraudRule.values());

    private static final Aggregate<AccountEvent, AccountHour> AGGREGATE = new Aggregate<>() {
        @Override
        public AccountHour empty() {
            return AccountHour.NONE;
        }

        @Override
        public AccountHour add(AccountHour accumulator, AccountEvent event) {
            return accumulator.plus(AccountHour.fact(event));
        }

        @Override
        public AccountHour merge(AccountHour one, AccountHour other) {
            return one.plus(other);
        }
    };

    private static final Detection<AccountHour> DETECTION = new Detection<>() {
        @Override
        public Duration horizon() {
            return FraudRule.HORIZON;
        }

        @Override
        public boolean stands(AccountHour fact) {
            return fact.changes() > 0;
        }

        @Override
        public AccountHour row(AccountHour fact) {
            return fact.counted();
        }

        @Override
        public AccountHour found(List<AccountHour> before, AccountHour fact) {
            if (!(fact.single() instanceof CardPayment payment)) {
                return AccountHour.NONE;
            }
            History history = History.of(before, payment);
            List<Alert> alerts = new ArrayList<>(0);
            for (FraudRule rule : RULES) {
                List<CardPayment> suspicious = history.applies(rule) ? rule.with(history, payment) : List.of();
                if (!suspicious.isEmpty()) {
                    alerts.add(Alert.of(rule, suspicious));
                }
            }
            return alerts.isEmpty() ? AccountHour.NONE : AccountHour.found(alerts);
        }

        @Override
        public AccountHour inverse(AccountHour found) {
            return found.inverse();
        }

        @Override
        public List<Finding> findings(AccountHour row) {
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
    public void facts(AccountEvent event, BiConsumer<String, AccountEvent> collector) {
        collector.accept(event.accountId() == null ? Detection.EVERY_KEY : key(event.accountId()), event);
    }

    /** The key of an account's rows; and how a card is called that is not to be known. */
    public static String key(String id) {
        return MaskedId.of(id) + "/"
                + String.format("%016x", Hashing.komihash5_0().hashCharsToLong(id));
    }

    @Override
    public Aggregate<AccountEvent, AccountHour> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Detection<AccountHour> detection() {
        return DETECTION;
    }

    @Override
    public Class<AccountHour> accumulatorType() {
        return AccountHour.class;
    }

    @Override
    public Map<String, Object> result(AccountHour hour) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("payments", hour.payments());
        result.put("changes", hour.changes());
        List<Finding> found = DETECTION.findings(hour);
        result.put("alerts", (long) found.size());
        result.put("found", found.stream().map(Finding::name).collect(Collectors.joining("; ")));
        return result;
    }
}
