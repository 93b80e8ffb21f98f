package dev.parallax.shared.view;

import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.SlotPool;
import dev.parallax.shared.model.ViewRow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A view in memory, as its committed records left it: the newest version of each row, and the evidence.
 *
 * @param <A> the accumulator
 */
public final class View<A> {
    private final int writers;
    private final Map<String, RowsOfKey<A>> rows = new HashMap<>();
    private final SlotPool slots = new SlotPool();
    private final Set<LateContribution<A>> late = new LinkedHashSet<>();
    private final Set<RepeatedEvent<A>> repeated = new LinkedHashSet<>();
    private final Map<Place, DeadLetter<A>> deadLetters = new TreeMap<>();
    private final Map<Integer, StoredRecord<A>> progress = new TreeMap<>();

    /** An empty view that so many subtasks write. */
    public View(int writers) {
        this.writers = writers;
    }

    /** Takes in what has come since the last call; waits for something at most so long. */
    public void follow(ViewReader<A> reader, Duration patience) {
        reader.poll(patience, this::accept);
    }

    /**
     * Reads everything anew where the reader cannot follow what is written: to be called when progress shows that it is worth it, and only
     * if it still shows that afterwards, the view is what was asked for.
     *
     * @return whether what was read is a whole
     */
    public boolean refresh(ViewReader<A> reader) {
        if (reader.isFollowing()) {
            return true;
        }
        rows.clear();
        late.clear();
        repeated.clear();
        deadLetters.clear();
        progress.clear();
        return reader.read(this::accept);
    }

    /** A view with what the store holds now. */
    public static <A> View<A> now(ViewReader<A> reader) {
        View<A> view = new View<>(0);
        reader.read(view::accept);
        return view;
    }

    /** A view with the rows of one key, and perhaps more, as the store holds them now. */
    public static <A> View<A> ofKeyNow(ViewReader<A> reader, String key) {
        View<A> view = new View<>(0);
        reader.readKey(key, view::accept);
        return view;
    }

    private void accept(StoredRecord<A> stored) {
        if (stored.record() instanceof ViewRow<A> row) {
            rows.computeIfAbsent(row.key(), key -> new RowsOfKey<>())
                    .take(RowVersion.of(stored, row, slots.one(row.slot())));
        } else if (stored.record() instanceof LateContribution<A> contribution) {
            late.add(contribution);
        } else if (stored.record() instanceof RepeatedEvent<A> event) {
            repeated.add(event);
        } else if (stored.record() instanceof DeadLetter<A> letter) {
            deadLetters.put(letter.place(), letter);
        } else if (stored.record() instanceof Progress<A> said) {
            progress.merge(said.writer(), stored, Versioned::newer);
        }
    }

    /** The last word of each writer. */
    public List<Progress<A>> progress() {
        return progress.values().stream()
                .map(stored -> (Progress<A>) stored.record())
                .toList();
    }

    /** Whether every writer has committed everything before these offsets, one per partition. */
    public boolean reaches(List<Long> offsets) {
        return progress.size() == writers && progress().stream().allMatch(said -> covers(said, offsets));
    }

    private static boolean covers(Progress<?> progress, List<Long> offsets) {
        long[] next = new long[offsets.size()];
        progress.clocks().forEach(clock -> next[clock.partition()] = clock.nextOffset());
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] < offsets.get(partition)) {
                return false;
            }
        }
        return true;
    }

    /** How many records of the log each writer has taken in, all together: it grows as long as the job comes any further. */
    public long recordsRead() {
        return progress().stream()
                .flatMap(said -> said.clocks().stream())
                .mapToLong(PartitionClock::records)
                .sum();
    }

    /** Whether every writer has said its last word. */
    public boolean isComplete() {
        return progress.size() == writers && progress().stream().allMatch(Progress::last);
    }

    /**
     * Whether each record that is none is here, as a dead letter: their number is in the writers' progress. Where a transaction ends, dead letters and progress come to be seen
     * one after the other, and a large one takes its time.
     */
    public boolean hasItsDeadLetters() {
        long counted = clocks().stream()
                .mapToLong(clock -> clock.malformed() + clock.invalid())
                .sum();
        return deadLetters.size() >= counted + events().conflicting();
    }

    /** The log clock of each partition, as the writer who has come furthest says it. */
    public Collection<PartitionClock> clocks() {
        Map<Integer, PartitionClock> clocks = new HashMap<>();
        for (Progress<A> said : progress()) {
            said.clocks().forEach(clock -> clocks.merge(clock.partition(), clock, PartitionClock::later));
        }
        return clocks.values();
    }

    /** What the writers together made of events. */
    public EventCounts events() {
        return progress().stream().map(Progress::events).reduce(EventCounts.NONE, EventCounts::plus);
    }

    /** The combined log clock that every writer had reached; {@link Long#MIN_VALUE} before it is known. */
    public long watermark() {
        return progress.size() < writers
                ? Long.MIN_VALUE
                : progress().stream().mapToLong(Progress::watermark).min().orElse(Long.MIN_VALUE);
    }

    /**
     * The rows of the epochs asked for; where an epoch holds a share of a window only, the shares merged. Sessions that touch are one, whichever
     * epochs they are from. By key, then by window: who sorts a million rows finds them sorted.
     */
    public Map<RowKey, RowValue<A>> rows(IntPredicate epochs, Aggregate<?, A> aggregate) {
        int versions = rows.values().stream().mapToInt(RowsOfKey::size).sum();
        Map<RowKey, RowValue<A>> served = new LinkedHashMap<>(2 * versions); // so that it is never made larger
        inOrder(epochs, aggregate).forEach(row -> served.put(row.getKey(), row.getValue()));
        return served;
    }

    /** The rows of all epochs. */
    public Map<RowKey, RowValue<A>> rows(Aggregate<?, A> aggregate) {
        return rows(epoch -> true, aggregate);
    }

    /** The same, one after the other: all of them at once take as much memory as the view itself. */
    public Stream<Map.Entry<RowKey, RowValue<A>>> inOrder(Aggregate<?, A> aggregate) {
        return inOrder(epoch -> true, aggregate);
    }

    private Stream<Map.Entry<RowKey, RowValue<A>>> inOrder(IntPredicate epochs, Aggregate<?, A> aggregate) {
        return new TreeMap<>(rows)
                .entrySet().stream()
                        .flatMap(ofKey ->
                                ofKey.getValue().served(ofKey.getKey(), epochs, aggregate).entrySet().stream());
    }

    /** Forgets the rows of epochs that no reader asks for any more. */
    public void forget(IntPredicate epochs) {
        rows.values().forEach(ofKey -> ofKey.forget(epochs));
        rows.values().removeIf(RowsOfKey::isEmpty);
    }

    public List<LateContribution<A>> late() {
        return List.copyOf(late);
    }

    public List<RepeatedEvent<A>> repeated() {
        return List.copyOf(repeated);
    }

    /** With their bytes; those of conflicting copies, which the rollup does not have, are looked up in the log. */
    public List<DeadLetter<A>> deadLetters(EventLog log) {
        return deadLetters.values().stream()
                .map(letter -> letter.bytes() != null
                        ? letter
                        : letter.foundIn(log.sourceOf(letter.place().partition()), log.recordAt(letter.place())))
                .toList();
    }
}
