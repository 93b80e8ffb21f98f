package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/**
 * The copies of events that count in each row, by event id. Most rows have few events: then the copies are in the row's cell, which is read and written
 * anyway. Where there are more, all of them are in a state of their own, in which each can be looked up alone.
 */
final class Copies {
    private static final int MOST_IN_CELL = 8;

    private final MapStateDescriptor<String, SeenCopy> seen = seen();
    private final NamespacedState states;
    private final int partitions;

    /** A copy of an event that was read: where it lies in the log, and what it says. */
    record SeenCopy(Place place, int fingerprint) {
        static SeenCopy of(Share<?> share) {
            return new SeenCopy(share.place(), share.fingerprint());
        }
    }

    /** Under the event's id the first copy of it that was read, under id and partition the first one of another partition. */
    record NamedCopy(String name, SeenCopy copy) {}

    /**
     * What a row's cell holds of them.
     *
     * @param few all of them; null if they are in the state
     * @param hashes one of 64 bits for the hash of each name: that a name is none of them is mostly known without looking at them
     */
    record InCell(List<NamedCopy> few, long hashes) {
        static final InCell NONE = new InCell(List.of(), 0);
        static final InCell ELSEWHERE = new InCell(null, 0);

        private static long bit(String name) {
            return 1L << name.hashCode();
        }

        private boolean isElsewhere() {
            return few == null;
        }

        private int placeOf(String name) {
            if ((hashes & bit(name)) == 0) {
                return -1;
            }
            for (int i = 0; i < few.size(); i++) {
                if (few.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** @param partitions how many the log has */
    Copies(NamespacedState states, int partitions) throws Exception {
        this.states = states;
        this.partitions = partitions;
        in(new RowSlot("", new Slot(new Window(0, 0), Slot.EVERY_EPOCH))); // so that it is there to be restored
    }

    static MapStateDescriptor<String, SeenCopy> seen() {
        return new MapStateDescriptor<>(
                "seen events", new TextSerializer(), new RecordSerializer<>(SeenCopy.class, null));
    }

    private MapState<String, SeenCopy> in(RowSlot row) throws Exception {
        return states.in(row, seen);
    }

    /** The copies of one row, which its cell is to hold {@link #inCell} of from then on. */
    OfRow of(RowSlot row, InCell inCell) {
        return new OfRow(row, inCell);
    }

    final class OfRow {
        private final RowSlot row;
        private InCell inCell;

        private OfRow(RowSlot row, InCell inCell) {
            this.row = row;
            this.inCell = inCell;
        }

        InCell inCell() {
            return inCell;
        }

        private SeenCopy get(String name) throws Exception {
            if (inCell.isElsewhere()) {
                return in(row).get(name);
            }
            int place = inCell.placeOf(name);
            return place < 0 ? null : inCell.few().get(place).copy();
        }

        private void put(String name, SeenCopy copy) throws Exception {
            if (inCell.isElsewhere()) {
                in(row).put(name, copy);
                return;
            }
            List<NamedCopy> few = inCell.few();
            int known = inCell.placeOf(name);
            int place = known < 0 ? few.size() : known;
            NamedCopy[] changed = few.toArray(new NamedCopy[Math.max(few.size(), place + 1)]);
            changed[place] = new NamedCopy(name, copy);
            if (changed.length <= MOST_IN_CELL) {
                inCell = new InCell(Arrays.asList(changed), inCell.hashes() | InCell.bit(name));
                return;
            }
            for (NamedCopy each : changed) {
                in(row).put(each.name(), each.copy());
            }
            inCell = InCell.ELSEWHERE;
        }

        /** The copy of the share's event that the row has already; null if there is none: then this one is it. */
        SeenCopy first(Share<?> share) throws Exception {
            SeenCopy first = get(share.eventId());
            if (first == null) {
                put(share.eventId(), SeenCopy.of(share));
            }
            return first;
        }

        /**
         * Whether a further copy must be counted all the same. Which copy is the first in the log a stream does not know, since it reads
         * partitions in any order. So that the outcome does not depend on that, the first copy of each partition stands for it, and what
         * they say is counted, each different content once.
         */
        boolean bringsOtherContent(Share<?> share, SeenCopy first) throws Exception {
            int partition = share.place().partition();
            if (partition == first.place().partition() || get(inPartition(share, partition)) != null) {
                return false;
            }
            boolean known = first.fingerprint() == share.fingerprint();
            for (int other = 0; other < partitions && !known; other++) {
                SeenCopy copy = get(inPartition(share, other));
                known = copy != null && copy.fingerprint() == share.fingerprint();
            }
            put(inPartition(share, partition), SeenCopy.of(share));
            return !known;
        }

        /** What was in another row is in this one now. */
        void takeIn(OfRow part) throws Exception {
            List<NamedCopy> copies = part.all();
            part.forget();
            for (NamedCopy copy : copies) {
                put(copy.name(), copy.copy());
            }
        }

        private List<NamedCopy> all() throws Exception {
            if (!inCell.isElsewhere()) {
                return inCell.few();
            }
            List<NamedCopy> all = new ArrayList<>();
            for (Map.Entry<String, SeenCopy> copy : in(row).entries()) {
                all.add(new NamedCopy(copy.getKey(), copy.getValue()));
            }
            return all;
        }

        void forget() throws Exception {
            if (inCell.isElsewhere()) {
                in(row).clear();
            }
        }
    }

    private static String inPartition(Share<?> share, int partition) {
        return share.eventId() + '\0' + partition;
    }
}
