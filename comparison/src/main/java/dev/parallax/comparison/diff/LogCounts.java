package dev.parallax.comparison.diff;

import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.view.View;
import java.util.Collection;

/**
 * What the truth run made of the records of the log.
 *
 * @param records all that it read
 * @param accepted events that count
 * @param malformed no events
 * @param invalid against the rules, copies with other content among them
 * @param duplicates further copies
 * @param facts what the accepted events gave
 */
public record LogCounts(long records, long accepted, long malformed, long invalid, long duplicates, long facts) {
    /** @throws ConservationFailure if the truth run did not read what was fed, or a record is not accounted for */
    public static LogCounts of(View<?> truth, long fed) {
        Collection<PartitionClock> clocks = truth.clocks();
        EventCounts events = truth.events();
        LogCounts counts = new LogCounts(
                clocks.stream().mapToLong(PartitionClock::records).sum(),
                events.accepted()
                        + clocks.stream().mapToLong(PartitionClock::factless).sum(),
                clocks.stream().mapToLong(PartitionClock::malformed).sum(),
                events.conflicting()
                        + clocks.stream().mapToLong(PartitionClock::invalid).sum(),
                events.duplicates(),
                events.facts());
        if (counts.records != fed
                || counts.records != counts.accepted + counts.malformed + counts.invalid + counts.duplicates) {
            throw new ConservationFailure("Records do not add up: " + fed + " were fed, " + counts.records
                    + " were read; accepted " + counts.accepted + ", malformed " + counts.malformed + ", invalid "
                    + counts.invalid + ", duplicates " + counts.duplicates + ".");
        }
        return counts;
    }
}
