package dev.parallax.shared.view;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The rows of one key as its versions left them, in the order of their slots. That is the order in which they are written, but for few: so versions are listed as
 * they come, and the list is put in order when it is asked for, or before it grows.
 */
final class RowsOfKey<A> {
    private static final Comparator<RowVersion<?>> BY_SLOT = Comparator.comparing(RowVersion::slot);
    private static final Comparator<RowVersion<?>> NEWEST_LAST = BY_SLOT.thenComparing(Versioned.ORDER);
    private static final int FEW = 4;

    private List<RowVersion<A>> versions = new ArrayList<>(FEW);
    private boolean inOrder = true;
    private int mostBeforeOrder = FEW;

    void take(RowVersion<A> version) {
        if (versions.size() >= mostBeforeOrder) {
            putInOrder();
            mostBeforeOrder = Math.max(mostBeforeOrder, 2 * versions.size());
        }
        inOrder = inOrder && (versions.isEmpty() || BY_SLOT.compare(last(versions), version) < 0);
        versions.add(version);
    }

    /** Of several versions of a row the newest is left. */
    private void putInOrder() {
        if (inOrder) {
            return;
        }
        versions.sort(NEWEST_LAST);
        List<RowVersion<A>> newest = new ArrayList<>(versions.size());
        for (RowVersion<A> version : versions) {
            if (!newest.isEmpty() && last(newest).slot().equals(version.slot())) {
                newest.set(newest.size() - 1, version);
            } else {
                newest.add(version);
            }
        }
        versions = newest;
        inOrder = true;
    }

    private static <A> RowVersion<A> last(List<RowVersion<A>> versions) {
        return versions.get(versions.size() - 1);
    }

    /** What a reader of these epochs is served, by window; see {@link View#rows}. */
    Map<RowKey, RowValue<A>> served(String key, IntPredicate epochs, Aggregate<?, A> aggregate) {
        Map<RowKey, RowValue<A>> served = new LinkedHashMap<>();
        forEachThatStands(row -> {
            if (epochs.test(row.slot().epoch())) {
                served.merge(
                        new RowKey(key, row.window()),
                        new RowValue<>(row.contributions(), row.accumulator()),
                        (one, other) -> one.merge(other, aggregate));
            }
        });
        served.values().removeIf(value -> value.isEmpty(aggregate));
        return Sessions.joined(served, aggregate);
    }

    /**
     * Those that stand: not those that were taken away. Of sessions neither those that a newer one of the same epoch touches: it has taken them in.
     * (It takes them away, too; but not what an attempt wrote that was abandoned since.)
     */
    void forEachThatStands(Consumer<RowVersion<A>> collector) {
        putInOrder();
        List<RowVersion<A>> sessions = new ArrayList<>();
        for (RowVersion<A> row : versions) {
            if (row.isRemoved()) {
                continue;
            }
            if (row.window().session()) {
                sessions.add(row);
            } else {
                collector.accept(row);
            }
        }
        if (!sessions.isEmpty()) {
            newestSessions(sessions, collector);
        }
    }

    private void newestSessions(List<RowVersion<A>> sessions, Consumer<RowVersion<A>> collector) {
        sessions.sort(Versioned.ORDER.reversed());
        Map<Integer, TreeMap<Long, Window>> standing = new HashMap<>();
        for (RowVersion<A> session : sessions) {
            Window window = session.window();
            TreeMap<Long, Window> ofEpoch =
                    standing.computeIfAbsent(session.slot().epoch(), epoch -> new TreeMap<>());
            // None of those touches another, so only the last that begins before this one's end can touch it.
            Map.Entry<Long, Window> before = ofEpoch.floorEntry(window.end());
            if (before == null || !before.getValue().touches(window)) {
                ofEpoch.put(window.start(), window);
                collector.accept(session);
            }
        }
    }

    /** Forgets the rows of these epochs. */
    void forget(IntPredicate epochs) {
        versions.removeIf(row -> epochs.test(row.slot().epoch()));
    }

    /** How many there are, versions that have been overwritten with them. */
    int size() {
        return versions.size();
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }
}
