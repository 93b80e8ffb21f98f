package dev.parallax.comparison.generate;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides what arrives, line by line: an event and how long it was under way, a copy of an earlier one, or no event at
 * all.
 */
final class Arrivals {
    private static final int MOST_WAITING_COPIES = 100_000;

    private final EventTemplate template;
    private final MalformedLines malformedLines;
    private final SeededRandom random;
    private final WaitingCopies copies = new WaitingCopies(MOST_WAITING_COPIES);

    private final long events;
    private final long start;
    private final double microsPerLine;
    private final long disorder;
    private final double lateShare;
    private final long lateBy;
    private final double duplicateShare;
    private final double malformedShare;
    private final long soon;
    private final long later;

    private long position;
    private long duplicates;
    private long late;
    private long malformed;
    private long invalid;
    private long facts;

    Arrivals(GeneratorSettings settings, EventTemplate template) {
        this.template = template;
        this.malformedLines = new MalformedLines(template);
        this.random = new SeededRandom(settings.seed());
        this.events = settings.events();
        this.start = micros(Duration.between(Instant.EPOCH, settings.start()));
        this.microsPerLine = (double) micros(settings.span()) / events;
        this.disorder = micros(settings.disorder());
        this.lateShare = settings.lateShare();
        this.lateBy = micros(settings.lateBy());
        this.duplicateShare = settings.duplicateShare();
        this.malformedShare = settings.malformedShare();
        this.soon = Math.max(1, events / 100);
        this.later = Math.max(1, events / 10 * 3 - soon);
    }

    /** In steps, because all nanoseconds together need not fit a long. */
    private static long micros(Duration duration) {
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1000;
    }

    boolean hasNext() {
        return position < events;
    }

    /** Puts the next line in place of what {@code line} holds. */
    void next(Line line) {
        line.clear();
        if (copies.isOneDue(position)) {
            line.bytes(copies.take());
            duplicates++;
        } else {
            newLine(line);
        }
        position++;
    }

    private void newLine(Line line) {
        long arrival = start + (long) ((position + random.share()) * microsPerLine);
        long eventTime = arrival - random.below(disorder + 1);
        if (position == 0) {
            facts += template.writeEvent(line, position, eventTime, random);
            copyPerhaps(line);
            return;
        }
        double kind = random.share();
        if (kind < malformedShare) {
            malformedLines.write(line, position, eventTime, random);
            malformed++;
        } else if (kind < 2 * malformedShare) {
            template.writeInvalid(line, position, eventTime, random);
            invalid++;
        } else {
            facts += template.writeEvent(line, position, eventTime - lateness(), random);
            copyPerhaps(line);
        }
    }

    private long lateness() {
        if (random.share() >= lateShare) {
            return 0;
        }
        late++;
        return lateBy / 2 + random.below(lateBy + 1);
    }

    /** Half of the copies come while the event is fresh, half when whoever remembers events may have forgotten it. */
    private void copyPerhaps(Line line) {
        long left = events - 1 - position;
        if (random.share() >= duplicateShare || left == 0) {
            return;
        }
        long distance = random.share() < 0.5 ? random.below(soon) : soon + random.below(later);
        // A copy that would come after the end is moved, so that the end of the log has its share of copies too.
        copies.add(position + 1 + (distance < left ? distance : random.below(left)), line.toBytes());
    }

    Generated generated() {
        return new Generated(position, duplicates, late, malformed, invalid, facts);
    }
}
