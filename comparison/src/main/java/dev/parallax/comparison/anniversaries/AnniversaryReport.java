package dev.parallax.comparison.anniversaries;

import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.anniversaries.AnniversariesPipeline;
import dev.parallax.shared.pipelines.anniversaries.Membership;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has an anniversary on a day, by name.
 *
 * @param on the day
 * @param customers those who do
 */
public record AnniversaryReport(LocalDate on, List<Anniversary> customers) {
    private static final AnniversariesPipeline PIPELINE = new AnniversariesPipeline();

    /** @param rows of a view of {@link AnniversariesPipeline} */
    public static AnniversaryReport of(Map<RowKey, RowValue<Membership>> rows, LocalDate on) {
        return new AnniversaryReport(
                on,
                rows.keySet().stream()
                        .filter(row -> row.window().isEverything())
                        .map(row -> anniversary(row, rows, on))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(Anniversary::name).thenComparing(Anniversary::customerId))
                        .toList());
    }

    private static Optional<Anniversary> anniversary(RowKey row, Map<RowKey, RowValue<Membership>> rows, LocalDate on) {
        Map<String, Object> customer = PIPELINE.result(rows.get(row).accumulator());
        String signedUpOn = (String) customer.get("signedUpOn");
        if (signedUpOn.isEmpty()) {
            return Optional.empty(); // only orders are known
        }
        LocalDate signedUp = LocalDate.parse(signedUpOn);
        int years = on.getYear() - signedUp.getYear();
        if (years < 1 || !signedUp.plusYears(years).equals(on)) {
            return Optional.empty();
        }
        LocalDate from = signedUp.plusYears(years - 1L);
        RowValue<Membership> year = rows.get(new RowKey(row.key(), new Window(midnight(from), midnight(on))));
        Map<String, Object> ordered =
                PIPELINE.result(year == null ? PIPELINE.aggregate().empty() : year.accumulator());
        return Optional.of(new Anniversary(
                row.key(),
                (String) customer.get("name"),
                (String) customer.get("timeZone"),
                years,
                from,
                ((Number) ordered.get("orders")).longValue(),
                (String) ordered.get("total"),
                (String) ordered.get("largest"),
                (String) ordered.get("first"),
                (String) ordered.get("last")));
    }

    private static long midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
