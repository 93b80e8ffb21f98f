package dev.parallax.shared.pipelines.devices;

import java.util.Comparator;

/**
 * The fact of the readings pipeline, and its accumulator: what one device measured, with all that belongs to it.
 *
 * @param eventId identity of the event that brought it; null without a reading
 * @param customerId whose device it is; null without a reading
 * @param eventTime in milliseconds since the epoch, UTC
 * @param deviceId which device; null if the event does not say
 * @param temperature in {@link Temperature} units
 * @param status what the device said of itself; null if the event does not say
 */
public record Measured(
        String eventId, String customerId, long eventTime, String deviceId, long temperature, String status) {
    static final Measured NONE = new Measured(null, null, 0, null, 0, null);

    private static final Comparator<String> TEXTS = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Measured> ORDER = Comparator.comparingLong(Measured::eventTime)
            .thenComparing(Measured::eventId, TEXTS)
            .thenComparing(Measured::customerId, TEXTS)
            .thenComparing(Measured::deviceId, TEXTS)
            .thenComparingLong(Measured::temperature)
            .thenComparing(Measured::status, TEXTS);

    /** The one that there is; of two, which no row has, always the same one. */
    Measured or(Measured other) {
        if (equals(NONE)) {
            return other;
        }
        return other.equals(NONE) || ORDER.compare(this, other) <= 0 ? this : other;
    }
}
