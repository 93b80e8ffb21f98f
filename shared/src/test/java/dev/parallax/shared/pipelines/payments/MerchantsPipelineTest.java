package dev.parallax.shared.pipelines.payments;

import static dev.parallax.shared.pipelines.payments.PaymentRecords.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.Amount;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantsPipelineTest {
    private final MerchantsPipeline pipeline = new MerchantsPipeline();

    /**
     * In euros 0.50, 2.55, 12.30 and 100.00: together 115.35. Half of four is two, so the median is 2.55, below 256 cents and exact. 95 % of four is four:
     * 100.00, that is 10,000 cents, between 2^13 and 2^14, where buckets are 64 wide: 9,984 to 10,047, the middle of which is 10,016. In yen 300: between
     * 2^8 and 2^9 buckets are 2 wide: 300 and 301, the middle of which is 301. Two cards.
     */
    @Test
    void aRowHasCountSumsPercentilesAndCards() throws BadRecord {
        MerchantTotals totals = totals(List.of(
                payment("CARD-1", 1230, "EUR"),
                payment("CARD-2", 10_000, "EUR"),
                payment("CARD-1", 300, "JPY"),
                payment("CARD-2", 50, "EUR"),
                payment("CARD-1", 255, "EUR")));

        assertThat(pipeline.result(totals))
                .containsExactly(
                        entry("count", 5L),
                        entry("sum", "115.35 EUR, 300 JPY"),
                        entry("p50", "2.55 EUR, 301 JPY"),
                        entry("p95", "100.16 EUR, 301 JPY"),
                        entry("amountError", new BigDecimal("0.004")),
                        entry("distinctCards", 2L),
                        entry("distinctCardsError", BigDecimal.ZERO));
    }

    @Test
    void aPaymentIsTheOneFactOfItsMerchant() throws BadRecord {
        AccountEvent payment = pipeline.decode(good().bytes());
        List<Object> facts = new ArrayList<>();

        pipeline.facts(payment, (key, fact) -> facts.addAll(List.of(key, fact)));

        assertThat(facts).containsExactly("M00001", payment);
        assertThat(pipeline.eventId(payment)).isEqualTo("P1");
        assertThat(pipeline.eventTime(payment)).isEqualTo(1_672_917_233_643L);
        assertThat(pipeline.windows()).isEqualTo(Windows.tumbling(Duration.ofHours(1)));
    }

    /** As many cards as hashes have room for, one more, and many more: whatever the order and the parts, the bytes are the same. */
    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256, 257, 258, 600})
    void paymentsGiveTheSameBytesHoweverTheyAreShuffledAndSplit(int cards) throws IOException {
        List<Payment> payments = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(cards);
        for (int i = 0; i < 2 * cards; i++) {
            payments.add(payment("CARD-" + i % cards, amount(random), random.nextInt(3) == 0 ? "USD" : "EUR"));
        }
        byte[] expected = bytes(totals(payments));

        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(payments, new Random(seed));
            assertThat(bytes(merged(payments, random))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** Part after part, of any size, put together in pairs that lie anywhere. */
    private MerchantTotals merged(List<Payment> payments, SplittableRandom random) {
        List<MerchantTotals> parts = new ArrayList<>();
        for (int from = 0; from < payments.size(); ) {
            int to = Math.min(payments.size(), from + 1 + random.nextInt(payments.size()));
            parts.add(totals(payments.subList(from, to)));
            from = to;
        }
        while (parts.size() > 1) {
            MerchantTotals one = parts.remove(random.nextInt(parts.size()));
            MerchantTotals other = parts.remove(random.nextInt(parts.size()));
            parts.add(pipeline.aggregate().merge(one, other));
        }
        return parts.get(0);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "256, true", "257, false"})
    void upTo256CardsAreCountedExactly(int cards, boolean exact) {
        MerchantTotals totals = totals(IntStream.range(0, 3 * cards)
                .mapToObj(i -> payment("CARD-" + i % cards, 1, "EUR"))
                .toList());

        assertThat(totals.cards().exact()).isEqualTo(exact);
        if (exact) {
            assertThat(totals.cards().number()).isEqualTo(cards);
            assertThat(totals.cards().error()).isZero();
        } else {
            assertThat(totals.cards().error()).isEqualTo("0.018");
        }
    }

    /** The root of the mean square of 100 errors is the standard error but for 7 % either way, and no error is four times as large. */
    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 5000})
    void theNumberOfCardsIsAsFarOffAsTheRowSays(int cards) {
        int runs = 100;
        double squares = 0;
        for (int run = 0; run < runs; run++) {
            DistinctCards counted = DistinctCards.NONE;
            for (int block = 0; block < cards; block += 20) {
                DistinctCards some = DistinctCards.NONE;
                for (int card = block; card < Math.min(cards, block + 20); card++) {
                    some = some.plus(DistinctCards.of("run " + run + ", card " + card));
                }
                counted = counted.plus(some);
            }
            double error = (counted.number() - cards) / (double) cards;
            assertThat(Math.abs(error)).as("run %d", run).isLessThan(4 * 0.018);
            squares += error * error;
        }

        assertThat(Math.sqrt(squares / runs)).isLessThan(0.018 * 1.1);
    }

    /** Beside the amount at that place among all of them, sorted. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 19", "4, 20", "5, 21", "6, 100", "7, 999", "8, 5000"})
    void percentilesAreNoFartherOffThanTheRowSays(long seed, int payments) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> amounts = new ArrayList<>();
        CurrencyTotal total = null;
        for (int i = 0; i < payments; i++) {
            long amount = amount(random);
            amounts.add(amount);
            CurrencyTotal one = CurrencyTotal.of(payment("CARD", amount, "JPY"));
            total = total == null ? one : total.plus(one);
        }
        Collections.sort(amounts);

        for (int percent : new int[] {50, 95}) {
            double exact = amounts.get((int) Math.ceil(payments * percent / 100.0) - 1);
            double shown = Double.parseDouble(total.quantileText(percent).replace(" JPY", ""));
            assertThat(Math.abs(shown - exact) / exact).isLessThanOrEqualTo(0.004);
        }
        assertThat(total.sumText())
                .isEqualTo(amounts.stream().mapToLong(Long::longValue).sum() + " JPY");
    }

    @Test
    void theMiddleOfABucketIsNearAllThatIsInIt() {
        SplittableRandom random = new SplittableRandom(1);
        Set<Long> lowest = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long amount = amount(random);
            AmountBucket bucket = AmountBucket.of(amount);
            lowest.add(bucket.lowest());
            assertThat(bucket.lowest()).isLessThanOrEqualTo(amount);
            assertThat(Math.abs(bucket.middle() - amount) * 256).isLessThanOrEqualTo(amount);
        }
        assertThat(AmountBucket.of(Amount.MOST).middle()).isBetween(996_093_750_000L, 1_003_906_250_000L);
        assertThat(lowest).as("buckets in all").hasSizeLessThan(256 + 33 * 128);
    }

    @Test
    void aMerchantWithFewPaymentsTakesLittleRoom() throws IOException {
        assertThat(bytes(totals(List.of(payment("CARD-1", 1230, "EUR"))))).hasSizeLessThan(80);
    }

    @Test
    void anAccumulatorHoldsNoCard() throws IOException {
        byte[] bytes = bytes(totals(List.of(payment("CARD-1234567890", 1230, "EUR"))));

        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("CARD", "7890");
    }

    @Test
    void sumsOfTheLargestAmountsAreExact() {
        MerchantTotals totals = MerchantTotals.NONE;
        for (int i = 0; i < 1000; i++) {
            totals = totals.plus(payment("CARD", Amount.MOST - 1, "EUR"));
        }

        // 1,000 times 9,999,999,999.99
        assertThat(pipeline.result(totals)).containsEntry("sum", "9999999999990.00 EUR");
    }

    /** As many small ones as large ones: 1 to 10^12, evenly by their number of digits. */
    private static long amount(SplittableRandom random) {
        return Math.min(Amount.MOST, (long) Math.pow(10, random.nextDouble() * 12));
    }

    private MerchantTotals totals(List<Payment> payments) {
        MerchantTotals totals = MerchantTotals.NONE;
        for (Payment payment : payments) {
            totals = pipeline.aggregate().add(totals, payment);
        }
        return totals;
    }

    private static byte[] bytes(MerchantTotals totals) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Codec.of(MerchantTotals.class).write(totals, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Payment payment(String card, long amount, String currency) {
        return new Payment("P", "A", card, "M", "DE", amount, currency, Channel.ONLINE, 0);
    }
}
