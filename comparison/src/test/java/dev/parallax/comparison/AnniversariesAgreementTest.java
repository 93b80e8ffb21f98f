package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.diff.ViewDiff;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.pipelines.anniversaries.AnniversariesPipeline;
import dev.parallax.shared.pipelines.anniversaries.Membership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Orders in years of membership, which take years to close, and move when it turns out when a year began. */
@ExtendWith(Laboratory.class)
class AnniversariesAgreementTest {
    private static final AnniversariesPipeline ANNIVERSARIES = new AnniversariesPipeline();
    private static final GeneratorSettings FEW = GeneratorSettings.defaults("anniversaries")
            .withEvents(2000)
            .withCustomers(30)
            .withSpan(Duration.ofDays(800))
            .withLateShare(0)
            .withDuplicateShare(0)
            .withMalformedShare(0.02);

    @TempDir
    Path directory;

    /**
     * Worked out by hand. Ada signed up on 10 May 2020 in Berlin. O1 is made at 23:30 there on 9 May 2022 (21:30 UTC), the last day of her second year; O2 at 00:30 on 10 May, in her third. Then she
     * moves to Tokyo, where O3, at 16:00 UTC on 9 May 2023, is made at 01:00 on 10 May: in her fourth year, while in Berlin it would still be the third.
     */
    @Test
    void whoMovesHasTheAnniversaryInAnotherTimeZone(Laboratory laboratory) {
        assertTruth(
                laboratory,
                List.of(
                        customer("Ada", "2020-05-10", "Europe/Berlin", "2020-05-10 08:00:00"),
                        order("O1", "10.00", "2022-05-09 21:30:00"),
                        order("O2", "20.00", "2022-05-09 22:30:00"),
                        customer("Ada", "2020-05-10", "Asia/Tokyo", "2023-01-01 00:00:00"),
                        order("O3", "40.00", "2023-05-09 16:00:00")),
                List.of(
                        everything("Ada", "2020-05-10", "Asia/Tokyo", 3),
                        year(
                                "2021-05-10",
                                "2022-05-10",
                                2,
                                1,
                                "10.00",
                                "10.00",
                                "2022-05-09T21:30",
                                "2022-05-09T21:30"),
                        year(
                                "2022-05-10",
                                "2023-05-10",
                                3,
                                1,
                                "20.00",
                                "20.00",
                                "2022-05-09T22:30",
                                "2022-05-09T22:30"),
                        year(
                                "2023-05-10",
                                "2024-05-10",
                                4,
                                1,
                                "40.00",
                                "40.00",
                                "2023-05-09T16:00",
                                "2023-05-09T16:00")));
    }

    /**
     * Worked out by hand. It was said that Ada signed up on 10 May 2020, so O1 on 1 June 2021 is in her second year, and O2 on 1 August 2021, too. In September it turns out that it was 1 July 2020 (said of
     * the same time as before): then O1 is in the first year, until 1 July 2021, and O2 in the second.
     */
    @Test
    void aDayOfSigningUpThatIsCorrectedLaterMovesOrdersToOtherYears(Laboratory laboratory) {
        assertTruth(
                laboratory,
                List.of(
                        customer("Ada", "2020-05-10", "UTC", "2020-05-10 08:00:00"),
                        order("O1", "10.00", "2021-06-01 12:00:00"),
                        order("O2", "20.00", "2021-08-01 12:00:00"),
                        ofSomebodyElse("2021-08-01 12:01:00"),
                        customer("Ada", "2020-07-01", "UTC", "2020-05-10 08:00:00")),
                List.of(
                        everything("Ada", "2020-07-01", "UTC", 2),
                        year(
                                "2020-07-01",
                                "2021-07-01",
                                1,
                                1,
                                "10.00",
                                "10.00",
                                "2021-06-01T12:00",
                                "2021-06-01T12:00"),
                        year(
                                "2021-07-01",
                                "2022-07-01",
                                2,
                                1,
                                "20.00",
                                "20.00",
                                "2021-08-01T12:00",
                                "2021-08-01T12:00")));
    }

    /** Worked out by hand. O1 of April 2021 comes behind O2 of August, four months late and long after the year that ended on 10 May: 30 euros in the first year, of which 25 are the largest order. */
    @Test
    void anOrderThatComesFourMonthsLateIsInItsYear(Laboratory laboratory) {
        assertTruth(
                laboratory,
                List.of(
                        customer("Ada", "2020-05-10", "UTC", "2020-05-10 08:00:00"),
                        order("O3", "5.00", "2020-12-24 12:00:00"),
                        order("O2", "20.00", "2021-08-01 12:00:00"),
                        ofSomebodyElse("2021-08-01 12:01:00"),
                        order("O1", "25.00", "2021-04-01 12:00:00")),
                List.of(
                        everything("Ada", "2020-05-10", "UTC", 3),
                        year(
                                "2020-05-10",
                                "2021-05-10",
                                1,
                                2,
                                "30.00",
                                "25.00",
                                "2020-12-24T12:00",
                                "2021-04-01T12:00"),
                        year(
                                "2021-05-10",
                                "2022-05-10",
                                2,
                                1,
                                "20.00",
                                "20.00",
                                "2021-08-01T12:00",
                                "2021-08-01T12:00")));
    }

    /**
     * Worked out by hand. O1, the largest, is cancelled in the next year of membership: it is taken away from the first, whose largest is O2 then. That O4 is cancelled comes before O4 itself, and leaves
     * nothing of it.
     */
    @Test
    void anOrderThatIsCancelledIsTakenAwayFromItsYear(Laboratory laboratory) {
        assertTruth(
                laboratory,
                List.of(
                        customer("Ada", "2020-05-10", "UTC", "2020-05-10 08:00:00"),
                        order("O1", "90.00", "2021-04-01 12:00:00"),
                        order("O2", "20.00", "2021-04-02 12:00:00"),
                        cancelled("O4", "7.00", "2021-04-03 12:00:00", "2021-04-04 12:00:00"),
                        order("O4", "7.00", "2021-04-03 12:00:00"),
                        cancelled("O1", "90.00", "2021-04-01 12:00:00", "2021-06-01 12:00:00")),
                List.of(
                        everything("Ada", "2020-05-10", "UTC", 1),
                        year(
                                "2020-05-10",
                                "2021-05-10",
                                1,
                                1,
                                "20.00",
                                "20.00",
                                "2021-04-02T12:00",
                                "2021-04-02T12:00")));
    }

    /** Kappa, which keeps everything, has it, and so has lambda's batch view. */
    private void assertTruth(Laboratory laboratory, List<String> events, List<String> rows) {
        Outcome<Membership> outcome = laboratory.compare(
                ANNIVERSARIES, Laboratory.settings(ANNIVERSARIES.windows(), 1), Laboratory.file(directory, events), 2);

        Map<String, String> views = Laboratory.written(outcome, directory.resolve("out"));
        assertThat(views.get("truth").lines().filter(row -> !row.contains("\"K2\"")))
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(views.get("kappa")).isEqualTo(views.get("truth"));
        assertThat(views.get("lambda")).isEqualTo(views.get("truth"));
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    /**
     * The correction of the test above comes in the second epoch, from September on, with two orders of somebody else. Kappa moves the orders at once. The speed layer has let go of the orders of more than a day before: until the next batch view lambda has
     * both in the years to which they belonged, and says that something came late.
     */
    @Test
    void aCorrectionReachesLambdaWithTheNextBatchView(Laboratory laboratory) {
        Path events = Laboratory.file(
                directory,
                List.of(
                        customer("Ada", "2020-05-10", "UTC", "2020-05-10 08:00:00"),
                        order("O1", "10.00", "2021-06-01 12:00:00"),
                        order("O2", "20.00", "2021-08-01 12:00:00"),
                        ofSomebodyElse("2021-09-01 12:00:00"),
                        ofSomebodyElse("2021-09-01 12:01:00"),
                        customer("Ada", "2020-07-01", "UTC", "2020-05-10 08:00:00")));
        Outcome<Membership> outcome =
                laboratory.compare(ANNIVERSARIES, Laboratory.settings(ANNIVERSARIES.windows(), 2), events, 1);

        ViewDiff<Membership> kappa = outcome.architectures().get(0).atEnd();
        ViewDiff<Membership> lambda = outcome.architectures().get(1).atEnd();
        assertThat(kappa.correct()).isEqualTo(4).isEqualTo(kappa.truthRows());
        assertThat(lambda.correct()).isEqualTo(2);
        assertThat(lambda.causes().get(Cause.LATE)).isPositive();
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    @ParameterizedTest
    @ArgumentsSource(PartitionCounts.class)
    void kappaIsTheTruthAtEveryCutAndWhatLambdaLacksIsExplained(int partitions, Laboratory laboratory) {
        Path events = Events.partitioned(directory, FEW, partitions);

        Outcome<Membership> outcome =
                laboratory.compare(ANNIVERSARIES, Laboratory.settings(ANNIVERSARIES.windows(), 4), events, partitions);

        assertThat(outcome.architectures().get(0).atCuts()).hasSize(4).allSatisfy(diff -> {
            assertThat(diff.correct()).isPositive().isEqualTo(diff.truthRows());
            assertThat(diff.extra()).isZero();
        });
        assertThat(outcome.architectures().get(1).atCuts())
                .allSatisfy(diff -> assertThat(diff.correct()).isPositive());
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    /** What comes a quarter of a year late, or twice, or both. */
    @Test
    void whateverIsLateOrRepeatedIsExplained(Laboratory laboratory) {
        Path events = Events.generated(
                directory,
                FEW.withLateShare(0.1).withLateBy(Duration.ofDays(90)).withDuplicateShare(0.1));

        Outcome<Membership> outcome =
                laboratory.compare(ANNIVERSARIES, Laboratory.settings(ANNIVERSARIES.windows(), 4), events, 2);

        assertThat(outcome.architectures().get(0).atEnd().correct())
                .isPositive()
                .isEqualTo(outcome.architectures().get(0).atEnd().truthRows());
        assertThat(outcome.architectures().get(1).atEnd().causes())
                .containsEntry(Cause.UNEXPLAINED, 0L)
                .hasEntrySatisfying(Cause.LATE, late -> assertThat(late).isPositive())
                .hasEntrySatisfying(
                        Cause.REPEATED, repeated -> assertThat(repeated).isPositive());
        assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
    }

    private static String customer(String name, String signedUpOn, String timeZone, String from) {
        return "{\"customerId\":\"K1\",\"name\":\"" + name + "\",\"signedUpOn\":\"" + signedUpOn + "\",\"timeZone\":\""
                + timeZone + "\",\"validFrom\":\"" + from + "\"}";
    }

    private static String order(String id, String amount, String time) {
        return "{\"orderId\":\"" + id + "\",\"customerId\":\"K1\",\"amount\":\"" + amount
                + "\",\"currency\":\"EUR\",\"eventTime\":\"" + time + "\"}";
    }

    /** So that a time which is months after the one before it is not taken for the mistake of a clock: it is the same with the next. */
    private static String ofSomebodyElse(String time) {
        return order("X" + time, "1.00", time).replace("K1", "K2");
    }

    private static String cancelled(String id, String amount, String ordered, String time) {
        return order(id, amount, ordered).replace("}", ",\"cancelledAt\":\"" + time + "\"}");
    }

    private static String everything(String name, String signedUpOn, String timeZone, int orders) {
        return "{\"key\":\"K1\",\"windowStart\":null,\"windowEnd\":null,\"name\":\"" + name + "\",\"signedUpOn\":\""
                + signedUpOn + "\",\"timeZone\":\"" + timeZone + "\",\"year\":0,\"orders\":" + orders
                + ",\"total\":\"\",\"largest\":\"\",\"first\":\"\",\"last\":\"\"}";
    }

    private static String year(
            String from, String to, int year, int orders, String total, String largest, String first, String last) {
        return "{\"key\":\"K1\",\"windowStart\":\"" + from + "T00:00:00Z\",\"windowEnd\":\"" + to
                + "T00:00:00Z\",\"name\":\"\",\"signedUpOn\":\"\",\"timeZone\":\"\",\"year\":" + year + ",\"orders\":"
                + orders
                + ",\"total\":\"" + total + " EUR\",\"largest\":\"" + largest + " EUR\",\"first\":\"" + first
                + ":00Z\",\"last\":\"" + last + ":00Z\"}";
    }
}
