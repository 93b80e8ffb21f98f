package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.comparison.report.Report;
import dev.parallax.comparison.report.ReportPage;
import dev.parallax.comparison.report.ReportTable;
import dev.parallax.shared.pipelines.payments.MerchantTotals;
import dev.parallax.shared.pipelines.payments.MerchantsPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Sketches are the same, byte for byte, whatever computes them; and they are as near to plain collections as they say. */
@ExtendWith(Laboratory.class)
class MerchantsAgreementTest {
    private static final MerchantsPipeline MERCHANTS = new MerchantsPipeline();
    private static final GeneratorSettings FEW = GeneratorSettings.defaults("payments")
            .withEvents(3000)
            .withCustomers(20)
            .withSpan(Duration.ofHours(4))
            .withLateShare(0.05)
            .withDuplicateShare(0.03)
            .withMalformedShare(0.01);

    @TempDir
    Path directory;

    private static Settings settings() {
        return Laboratory.settings(MERCHANTS.windows(), 3);
    }

    /**
     * Worked out by hand. M1 has from 9 to 10 in euros 12.30 and 0.70, 13.00 in all: the median is the first of two, 0.70, and 95 % the second, 1,230 cents,
     * between 2^10 and 2^11, where buckets are 8 wide: 1,224 to 1,231, in the middle 1,228. In dinars 2.500: 2,500 fils, between 2^11 and 2^12, 16 wide: 2,496
     * to 2,511, in the middle 2,504. Two cards. The second P2 is the first one again; P5 has an amount that is none.
     */
    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    void rowsWorkedOutByHand(int partitions, Laboratory laboratory) {
        Path events = Laboratory.file(
                directory,
                List.of(
                        payment("P1", "C00000000001", "M1", "12.30", "EUR", "09:00"),
                        payment("P2", "C00000000002", "M1", "0.70", "EUR", "09:59"),
                        payment("P2", "C00000000002", "M1", "0.70", "EUR", "09:59"),
                        payment("P3", "C00000000001", "M1", "2.500", "KWD", "09:30"),
                        payment("P4", "C00000000001", "M1", "1.00", "EUR", "10:00"),
                        payment("P5", "C00000000001", "M1", "1.005", "EUR", "10:00"),
                        payment("P6", "C00000000003", "M2", "200", "JPY", "10:00")));

        Outcome<MerchantTotals> outcome =
                laboratory.compare(MERCHANTS, Laboratory.settings(MERCHANTS.windows(), 1), events, partitions);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("truth").lines())
                .containsExactly(
                        row(
                                "M1",
                                "09",
                                "10",
                                3,
                                "13.00 EUR, 2.500 KWD",
                                "0.70 EUR, 2.504 KWD",
                                "12.28 EUR, 2.504 KWD",
                                2),
                        row("M1", "10", "11", 1, "1.00 EUR", "1.00 EUR", "1.00 EUR", 1),
                        row("M2", "10", "11", 1, "200 JPY", "200 JPY", "200 JPY", 1));
        assertThat(views.get("kappa")).isEqualTo(views.get("truth"));
        assertThat(views.get("lambda")).isEqualTo(views.get("truth"));
        assertThat(outcome.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason())
                        .isEqualTo("The amount has more decimals than its currency, which has 2."));
    }

    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    void theTruthIsWhatPlainCollectionsGiveAndAllElseIsExplained(int partitions, Laboratory laboratory)
            throws IOException {
        Path events = Events.generated(directory, FEW.withSeed(partitions));

        Outcome<MerchantTotals> outcome = laboratory.compare(MERCHANTS, settings(), events, partitions);

        PlainMerchants.of(Events.lines(events))
                .assertIsShownBy(Laboratory.written(outcome, directory.resolve("out"))
                        .get("truth")
                        .lines()
                        .toList());
        assertThat(outcome.counts().duplicates()).isPositive();
        assertThat(outcome.architectures().get(0).atEnd().causes().get(Cause.LATE))
                .isPositive();
        Report report = new ReportOf<>(outcome).report();
        assertThat(report.violations()).isEmpty();
        assertThat(ReportTable.text(report, true, false))
                .contains(
                        "\np50 is an estimate: ",
                        "\ndistinctCards is an estimate: exact up to 256 cards; of more, with a standard error of distinctCardsError\n");
        Path page = directory.resolve("report.html");
        ReportPage.write(report, page);
        assertThat(page).content().contains("Columns that are estimates", "<dt><bdi>p95</bdi></dt>");
    }

    /** In one hour one merchant has more cards than are kept one by one, so that parts of both kinds are merged. */
    @ParameterizedTest
    @Tag("long")
    @ArgumentsSource(PartitionCounts.class)
    void withoutLateEventsAndDuplicatesAllThreeViewsAreTheSameAtEveryCut(int partitions, Laboratory laboratory) {
        Path events = Events.generated(
                directory,
                FEW.withCustomers(1)
                        .withSpan(Duration.ofMinutes(40))
                        .withLateShare(0)
                        .withDuplicateShare(0));

        Outcome<MerchantTotals> outcome =
                laboratory.compare(MERCHANTS, Laboratory.settings(MERCHANTS.windows(), 4), events, partitions);

        outcome.architectures()
                .forEach(each -> assertThat(each.atCuts()).hasSize(4).allSatisfy(diff -> {
                    assertThat(diff.correct()).isPositive().isEqualTo(diff.truthRows());
                    assertThat(diff.extra()).isZero();
                }));
        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("truth")).contains("\"distinctCardsError\":0.018");
        assertThat(views.get("kappa")).isEqualTo(views.get("truth")).isEqualTo(views.get("lambda"));
        PlainMerchants.of(Events.lines(events))
                .assertIsShownBy(views.get("truth").lines().toList());
    }

    @Test
    void withoutDuplicatesLambdaIsTheTruthAtEveryCutHoweverLateEventsCome(Laboratory laboratory) {
        Path events = Events.generated(directory, FEW.withDuplicateShare(0).withLateShare(0.2));

        Outcome<MerchantTotals> outcome = laboratory.compare(MERCHANTS, settings(), events, 4);

        assertThat(outcome.architectures().get(1).atCuts())
                .hasSize(3)
                .allSatisfy(diff -> assertThat(diff.correct()).isPositive().isEqualTo(diff.truthRows()));
    }

    @Test
    @Tag("long")
    void aTaskThatFailsInTheMiddleChangesNothing(Laboratory laboratory) {
        Path events = Events.generated(directory, FEW);
        String some = Events.lines(events).stream()
                .skip(2000)
                .filter(line -> line.matches("\\{\"paymentId\":\"P\\d{12}\",.*\"}"))
                .findFirst()
                .orElseThrow()
                .substring(1, 29);
        var failing = new FailingPipeline<>(MERCHANTS, "merchants", some, 3);

        var disturbed = laboratory.compare(failing, settings(), events, 4);

        assertThat(failing.failuresLeft()).as("failures that did not happen").isZero();
        assertThat(Laboratory.written(disturbed, directory.resolve("disturbed")))
                .isEqualTo(Laboratory.written(
                        laboratory.compare(MERCHANTS, settings(), events, 4), directory.resolve("undisturbed")));
    }

    private static String payment(
            String id, String card, String merchant, String amount, String currency, String time) {
        return "{\"paymentId\":\"" + id + "\",\"accountId\":\"A1\",\"cardId\":\"" + card + "\",\"merchantId\":\""
                + merchant + "\",\"merchantCountry\":\"DE\",\"amount\":\"" + amount + "\",\"currency\":\"" + currency
                + "\",\"channel\":\"ONLINE\",\"eventTime\":\"2026-01-05 " + time + ":00\"}";
    }

    private static String row(
            String merchant, String from, String to, int count, String sum, String p50, String p95, int cards) {
        return "{\"key\":\"" + merchant + "\",\"windowStart\":\"2026-01-05T" + from
                + ":00:00Z\",\"windowEnd\":\"2026-01-05T" + to + ":00:00Z\",\"count\":" + count + ",\"sum\":\"" + sum
                + "\",\"p50\":\"" + p50 + "\",\"p95\":\"" + p95 + "\",\"amountError\":0.004,\"distinctCards\":" + cards
                + ",\"distinctCardsError\":0}";
    }
}
