package dev.parallax.comparison.generate;

import java.time.Duration;
import java.time.Instant;

/** Events arrive evenly over the span, and happened a while before. */
final class EvenTimes implements EventTimes {
    private final long start;
    private final double microsPerLine;
    private final long disorder;
    private final double lateShare;
    private final long lateBy;
    private long late;

    EvenTimes(GeneratorSettings settings) {
        this.start = micros(Duration.between(Instant.EPOCH, settings.start()));
        this.microsPerLine = (double) micros(settings.span()) / settings.events();
        this.disorder = micros(settings.disorder());
        this.lateShare = settings.lateShare();
        this.lateBy = micros(settings.lateBy());
    }

    /** In steps, because all nanoseconds together need not fit a long. */
    static long micros(Duration duration) {
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1000;
    }

    @Override
    public long usual(long position, SeededRandom random) {
        long arrival = start + (long) ((position + random.share()) * microsPerLine);
        return arrival - random.below(disorder + 1);
    }

    @Override
    public long ofEvent(long position, long usual, SeededRandom random) {
        if (position == 0 || random.share() >= lateShare) {
            return usual;
        }
        late++;
        return usual - lateBy / 2 - random.below(lateBy + 1);
    }

    @Override
    public long late() {
        return late;
    }
}
