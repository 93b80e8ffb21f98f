package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.detection.TimeToDetect;
import dev.parallax.comparison.feed.CutRule;
import dev.parallax.comparison.report.ReportTable;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.pipelines.payments.AccountHour;
import dev.parallax.shared.pipelines.payments.AlertsPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found is seen at once by who reads a stream, and at the next cut by who has batch views alone. */
@ExtendWith(Laboratory.class)
class TimeToDetectTest {
    private static final AlertsPipeline ALERTS = new AlertsPipeline();

    @TempDir
    Path directory;

    /**
     * Worked out by hand. A log's ingest time is here the greatest event time so far, so that cuts every hour lie at 11:00 and 12:00. C1 is used at 10:00:10, which the cut at 11:00 is the
     * first to have: 3590 s. C2 is shown in Japan at 12:30, and the log ends at 12:40: 600 s. In append, the hour of the first closes when an event is 10 minutes beyond it, with
     * P4 at 11:20, after 4790 s; that of the other is open when the log ends.
     */
    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "APPEND"})
    void whatTheLogTakesIsWorkedOutByHand(OutputMode mode, Laboratory laboratory) {
        Path events = Laboratory.file(
                directory,
                List.of(
                        PaymentLines.payment("P1", "C100000001", "0.50", "ONLINE", "DE", "09:59:50"),
                        PaymentLines.payment("P2", "C100000001", "600.00", "ONLINE", "DE", "10:00:10"),
                        PaymentLines.payment("P1", "C100000001", "0.50", "ONLINE", "DE", "09:59:50"),
                        PaymentLines.payment("P3", "C300000003", "20.00", "ONLINE", "DE", "10:45:00"),
                        PaymentLines.payment("P4", "C300000003", "20.00", "ONLINE", "DE", "11:20:00"),
                        PaymentLines.payment("P5", "C200000002", "20.00", "CARD_PRESENT", "DE", "12:20:00"),
                        PaymentLines.payment("P6", "C200000002", "20.00", "CARD_PRESENT", "JP", "12:30:00"),
                        PaymentLines.payment("P7", "C300000003", "20.00", "ONLINE", "DE", "12:40:00")));

        Outcome<AccountHour> outcome = laboratory.compare(ALERTS, hourly(mode), events, 1);

        List<TimeToDetect> times = outcome.timesToDetect();
        assertThat(times).extracting(TimeToDetect::reader).containsExactly("batch alone", "kappa", "lambda");
        assertThat(times).extracting(TimeToDetect::inTruth).containsOnly(2);
        assertThat(logParts(times.get(0))).containsExactlyInAnyOrder(3_590_000L, 600_000L);
        assertThat(logParts(times.get(1)))
                .containsExactlyInAnyOrderElementsOf(mode == OutputMode.UPDATE ? List.of(0L, 0L) : List.of(4_790_000L));
        assertThat(logParts(times.get(2))).containsExactly(0L, 0L);
        assertThat(times)
                .allSatisfy(time -> assertThat(time.delays())
                        .allSatisfy(delay -> assertThat(delay.jobs()).isPositive()));
        assertThat(times.get(0).percentile(50)).isGreaterThan(600).isLessThan(3590);
        assertThat(times.get(0).percentile(99)).isGreaterThan(3590);
        assertThat(ReportTable.text(new ReportOf<>(outcome).report(), false, false))
                .contains(
                        "batch alone\t2\t2\t60",
                        "kappa\t2\t" + (mode == OutputMode.UPDATE ? 2 : 1) + "\t",
                        "lambda\t2\t2\t");
    }

    private static Settings hourly(OutputMode mode) {
        return Laboratory.settings(ALERTS.windows(), 1)
                .withOutputMode(mode)
                .withCuts(new CutRule.Every(Duration.ofHours(1)));
    }

    private static List<Long> logParts(TimeToDetect time) {
        return time.delays().stream().map(TimeToDetect.Delay::log).toList();
    }
}
