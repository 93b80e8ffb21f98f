package dev.parallax.shared.view;

import dev.parallax.shared.model.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Reads a view from a store of keys and values, where nobody can tell what is new: it looks at the writers' progress until that is as far as is
 * wanted, then everything is read once.
 *
 * @param <A> the accumulator
 */
final class PlacesReader<A> implements ViewReader<A> {
    /** Hands out what a place of the view holds now; a record that is written meanwhile, or not. */
    interface Places<A> {
        void read(String place, Consumer<StoredRecord<A>> collector);
    }

    private final Places<A> places;
    private Map<Integer, Long> known = Map.of();

    /** @param places of the view; see {@link RecordAddress} */
    PlacesReader(Places<A> places) {
        this.places = places;
    }

    @Override
    public void poll(Duration patience, Consumer<StoredRecord<A>> collector) {
        List<StoredRecord<A>> progress = progress();
        Map<Integer, Long> sequences = byWriter(progress, StoredRecord::sequence);
        if (sequences.equals(known)) {
            LockSupport.parkNanos(patience.toNanos());
            return;
        }
        known = sequences;
        progress.forEach(collector);
    }

    @Override
    public boolean isFollowing() {
        return false;
    }

    /** A writer that is started anew has another generation, and removes what an abandoned one has left. */
    @Override
    public boolean read(Consumer<StoredRecord<A>> collector) {
        List<StoredRecord<A>> before = progress();
        for (String place : RecordAddress.places()) {
            places.read(place, collector);
        }
        return byWriter(before, StoredRecord::generation).equals(byWriter(progress(), StoredRecord::generation));
    }

    @Override
    public void readKey(String key, Consumer<StoredRecord<A>> collector) {
        places.read(RecordAddress.rowsOf(key), collector);
    }

    private List<StoredRecord<A>> progress() {
        List<StoredRecord<A>> progress = new ArrayList<>();
        places.read(RecordAddress.PROGRESS, progress::add);
        return progress;
    }

    private static <A> Map<Integer, Long> byWriter(
            List<StoredRecord<A>> progress, ToLongFunction<StoredRecord<A>> what) {
        Map<Integer, Long> byWriter = new HashMap<>();
        progress.forEach(stored -> byWriter.put(((Progress<A>) stored.record()).writer(), what.applyAsLong(stored)));
        return byWriter;
    }

    @Override
    public void close() {
        // the connection is the store's
    }
}
