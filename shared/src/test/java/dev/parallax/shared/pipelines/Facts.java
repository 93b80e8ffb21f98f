package dev.parallax.shared.pipelines;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.pipelines.anniversaries.Customer;
import dev.parallax.shared.pipelines.anniversaries.MemberEvent;
import dev.parallax.shared.pipelines.anniversaries.Order;
import dev.parallax.shared.pipelines.devices.Measured;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.payments.Account;
import dev.parallax.shared.pipelines.payments.AccountEvent;
import dev.parallax.shared.pipelines.payments.Channel;
import dev.parallax.shared.pipelines.payments.FraudRule;
import dev.parallax.shared.pipelines.payments.Payment;
import dev.parallax.shared.pipelines.payments.RiskClass;
import dev.parallax.shared.pipelines.payments.RuleChange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Facts for each pipeline: a pipeline that is new needs a generator here, and then has to keep the merge laws. */
final class Facts {
    private static final List<String> WORDS = List.of("owl", "dog", "cat");

    /** A million degrees either way, in ninths of a millionth. */
    private static final long HOTTEST = 9_000_000_000_000L;

    private static final Map<String, Function<SplittableRandom, ?>> GENERATORS = Map.of(
            "alerts",
            Facts::accountEvent,
            "anniversaries",
            Facts::memberEvent,
            "devices",
            Facts::reading,
            "merchants",
            Facts::payment,
            "readings",
            Facts::measured,
            "words",
            random -> WORDS.get(random.nextInt(WORDS.size())));

    private Facts() {}

    private static Reading reading(SplittableRandom random) {
        long temperature = random.nextInt(10) == 0
                ? (random.nextBoolean() ? HOTTEST : -HOTTEST)
                : random.nextLong(-HOTTEST, HOTTEST + 1);
        return new Reading(temperature, random.nextInt(4) == 0);
    }

    /** Few cards and currencies, so that some come again. */
    private static Payment payment(SplittableRandom random) {
        return new Payment(
                "P",
                "A",
                "card " + random.nextInt(5),
                "M",
                "DE",
                random.nextLong(1, random.nextBoolean() ? 300 : 1_000_000_000),
                List.of("EUR", "JPY", "KWD").get(random.nextInt(3)),
                Channel.ONLINE,
                0);
    }

    private static AccountEvent accountEvent(SplittableRandom random) {
        if (random.nextInt(6) == 0) {
            return new RuleChange(FraudRule.values()[random.nextInt(4)], random.nextInt(1, 3), true, random.nextInt(3));
        }
        return random.nextInt(4) == 0
                ? new Account("A", "DE", RiskClass.values()[random.nextInt(3)], random.nextInt(3))
                : payment(random);
    }

    private static MemberEvent memberEvent(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? new Customer("C", "N" + random.nextInt(2), LocalDate.EPOCH, "UTC", random.nextInt(3))
                : new Order(
                        "O" + random.nextInt(5),
                        "C",
                        random.nextInt(1, 3),
                        "EUR",
                        random.nextInt(3),
                        random.nextBoolean() ? Order.NEVER : 5);
    }

    /** Few different values, so that some are equal but for one. */
    private static Measured measured(SplittableRandom random) {
        return new Measured(
                WORDS.get(random.nextInt(2)),
                WORDS.get(random.nextInt(2)),
                random.nextLong(2),
                random.nextInt(3) == 0 ? null : WORDS.get(random.nextInt(2)),
                random.nextLong(2),
                random.nextInt(3) == 0 ? null : WORDS.get(random.nextInt(2)));
    }

    /** Between 0 and 20 facts. */
    @SuppressWarnings("unchecked")
    static <F> List<F> of(Pipeline<?, F, ?> pipeline, SplittableRandom random) {
        Function<SplittableRandom, ?> generator = GENERATORS.get(pipeline.name());
        if (generator == null) {
            throw new IllegalStateException("Give the pipeline '" + pipeline.name() + "' a generator of facts.");
        }
        return IntStream.range(0, random.nextInt(21))
                .mapToObj(i -> (F) generator.apply(random))
                .toList();
    }
}
