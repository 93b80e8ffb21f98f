package dev.parallax.comparison.cli;

import dev.parallax.shared.job.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations of the command line, as people write them. */
final class DurationText implements ITypeConverter<Duration> {
    /** Sums of two of them and of any event's time still fit into milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                throw new TypeConversionException("A duration is at most " + of(LONGEST) + ", not " + text + ".");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Like {@code 1h30m}. */
    static String of(Duration duration) {
        StringBuilder text = new StringBuilder();
        add(text, duration.toDaysPart(), "d");
        add(text, duration.toHoursPart(), "h");
        add(text, duration.toMinutesPart(), "m");
        add(text, duration.toSecondsPart(), "s");
        add(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void add(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
