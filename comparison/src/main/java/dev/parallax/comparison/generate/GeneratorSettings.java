package dev.parallax.comparison.generate;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What events to generate. Shares are probabilities between 0 and 1.
 *
 * @param pipeline name of the pipeline that the events are for
 * @param seed the same settings and seed give the same bytes
 * @param events lines in total, malformed ones and copies included
 * @param customers how many customers there are; for words, how many words; for payments, how many merchants
 * @param start when the first event arrives
 * @param span how long it takes until all have arrived
 * @param disorder the longest that an event is under way
 * @param lateShare of the good events after the first, how many are late
 * @param lateBy how much longer a late event is under way: between half and one and a half times this
 * @param duplicateShare of the good events, how many are sent a second time
 * @param malformedShare of the lines that are no copy, how many are no event; as many again are events that break a
 *     rule of the pipeline
 * @param skew how unevenly customers share the events: the k-th of them gets a share in proportion to 1 / k<sup>skew</sup>, by Zipf's law; null for a few
 *     that are much busier than most. Of devices, readings and words alone
 */
@RecordBuilder
public record GeneratorSettings(
        String pipeline,
        long seed,
        long events,
        int customers,
        Instant start,
        Duration span,
        Duration disorder,
        double lateShare,
        Duration lateBy,
        double duplicateShare,
        double malformedShare,
        Double skew)
        implements GeneratorSettingsBuilder.With {
    private static final int STEEPEST = 10;
    private static final List<String> OF_SKEW = List.of("devices", "readings", "words");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws IllegalArgumentException if a setting is out of range, with a sentence that names its option */
    public GeneratorSettings {
        require(events >= 1, "--events must be at least 1, not " + events + ".");
        require(customers >= 1, "--customers must be at least 1, not " + customers + ".");
        require(isLongerThanZero(span), "--span must be longer than 0.");
        require(!disorder.isNegative(), "--disorder must not be negative.");
        requireShare("--late-share", lateShare);
        require(isLongerThanZero(lateBy), "--late-by must be longer than 0.");
        requireShare("--duplicate-share", duplicateShare);
        require(
                malformedShare >= 0 && malformedShare <= 0.5,
                "--malformed-share must be between 0 and 0.5, because as many events again are invalid, not "
                        + malformedShare + ".");
        require(
                skew == null || skew >= 0 && skew <= STEEPEST,
                "--skew must be between 0 and " + STEEPEST + ", not " + skew + ".");
        require(
                skew == null || OF_SKEW.contains(pipeline),
                "--skew goes with --pipeline " + String.join(", ", OF_SKEW) + ", not with " + pipeline + ".");
        require(
                areWritable(start, span, disorder, lateBy),
                "--start, --span, --disorder and --late-by must leave all event times between the years 1 and 9999.");
    }

    /** The settings of which a user names none. */
    public static GeneratorSettings defaults(String pipeline) {
        boolean takesYears = pipeline.equals("anniversaries");
        return new GeneratorSettings(
                pipeline,
                1,
                20_000,
                200,
                Instant.parse("2023-01-05T08:00:00Z"),
                takesYears ? Duration.ofDays(730) : Duration.ofHours(8),
                Duration.ofMinutes(2),
                takesYears ? 0.002 : 0.01,
                takesYears ? Duration.ofDays(120) : Duration.ofHours(1),
                0.01,
                0.005,
                null);
    }

    private static void requireShare(String option, double share) {
        require(share >= 0 && share <= 1, option + " must be between 0 and 1, not " + share + ".");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static boolean isLongerThanZero(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static boolean areWritable(Instant start, Duration span, Duration disorder, Duration lateBy) {
        try {
            Instant first = start.minus(disorder).minus(lateBy).minus(lateBy.dividedBy(2));
            return !first.isBefore(EARLIEST) && !start.plus(span).isAfter(LATEST);
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
