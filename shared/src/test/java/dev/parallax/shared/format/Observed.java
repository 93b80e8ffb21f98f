package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A pipeline whose rows hold values of each type, for what writes rows. */
public final class Observed implements Pipeline<Observed.Values, Observed.Values, Observed.Values> {
    private static final long NOON = Instant.parse("2024-04-09T12:00:00Z").toEpochMilli();

    /** Decimal is a text in plain digits; each but count may be null or not a number. */
    public record Values(long count, double share, String decimal, String text, boolean good) {}

    /** A row of the window from 12:00 to 12:10. */
    public static ViewRow<Values> row(String key, Values values) {
        return new ViewRow<>(key, slot(), 1, values);
    }

    public static ViewRow<Values> removed(String key) {
        return ViewRow.removed(key, slot());
    }

    private static Slot slot() {
        return new Slot(new Window(NOON, NOON + Duration.ofMinutes(10).toMillis()), Slot.EVERY_EPOCH);
    }

    @Override
    public Map<String, Object> result(Values values) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("count", values.count());
        result.put("share", values.share());
        result.put("decimal", values.decimal() == null ? null : new BigDecimal(values.decimal()));
        result.put("text", values.text());
        result.put("good", values.good());
        return result;
    }

    @Override
    public String name() {
        return "observed";
    }

    @Override
    public Windows windows() {
        return Windows.tumbling(Duration.ofMinutes(10));
    }

    @Override
    public Values decode(byte[] record) throws BadRecord {
        throw BadRecord.malformed("There are no events.");
    }

    @Override
    public long eventTime(Values event) {
        return NOON;
    }

    @Override
    public String eventId(Values event) {
        return null;
    }

    @Override
    public void facts(Values event, BiConsumer<String, Values> collector) {
        collector.accept("key", event);
    }

    @Override
    public Aggregate<Values, Values> aggregate() {
        throw new UnsupportedOperationException("Rows are given.");
    }

    @Override
    public Class<Values> accumulatorType() {
        return Values.class;
    }
}
