package dev.parallax.comparison.generate;

/** Decides what arrives, line by line: an event, a copy of an earlier one, or no event at all. */
final class Arrivals {
    private static final int MOST_WAITING_COPIES = 100_000;

    private final EventTimes times;
    private final EventTemplate template;
    private final MalformedLines malformedLines;
    private final SeededRandom random;
    private final WaitingCopies copies = new WaitingCopies(MOST_WAITING_COPIES);

    private final long events;
    private final double duplicateShare;
    private final double malformedShare;
    private final long soon;
    private final long later;

    private long position;
    private long duplicates;
    private long malformed;
    private long invalid;
    private long facts;

    Arrivals(GeneratorSettings settings, EventTimes times, EventTemplate template) {
        this.times = times;
        this.template = template;
        this.malformedLines = new MalformedLines(template);
        this.random = new SeededRandom(settings.seed());
        this.events = settings.events();
        this.duplicateShare = settings.duplicateShare();
        this.malformedShare = settings.malformedShare();
        this.soon = Math.max(1, events / 100);
        this.later = Math.max(1, events / 10 * 3 - soon);
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
        long usual = times.usual(position, random);
        // The first line is a good event.
        double kind = position == 0 ? 1 : random.share();
        if (kind < malformedShare) {
            malformedLines.write(line, position, usual, random);
            malformed++;
        } else if (kind < 2 * malformedShare) {
            template.writeInvalid(line, position, usual, random);
            invalid++;
        } else {
            facts += template.writeEvent(line, position, times.ofEvent(position, usual, random), random);
            copyPerhaps(line);
        }
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
        return new Generated(position, duplicates, times.late(), malformed, invalid, facts);
    }
}
