package dev.parallax.shared.pipelines.devices;

/**
 * The accumulator of the devices pipeline. Temperatures are in {@link Temperature} units.
 *
 * @param count how many readings
 * @param errors how many of them from a device in error
 * @param min the lowest; {@link Long#MAX_VALUE} without readings
 * @param max the highest; {@link Long#MIN_VALUE} without readings
 * @param sum of all
 */
public record Temperatures(long count, long errors, long min, long max, long sum) {
    static final Temperatures NONE = new Temperatures(0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

    Temperatures plus(Reading reading) {
        return plus(new Temperatures(
                1, reading.error() ? 1 : 0, reading.temperature(), reading.temperature(), reading.temperature()));
    }

    Temperatures plus(Temperatures other) {
        return new Temperatures(
                count + other.count,
                errors + other.errors,
                Math.min(min, other.min),
                Math.max(max, other.max),
                Math.addExact(sum, other.sum));
    }
}
