package dev.parallax.shared.flow;

import dev.parallax.shared.flow.Rollup.SeenCopy;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/** The copies of events that count in each row, by event id, in the rollup's state. */
final class Copies {
    private final MapStateDescriptor<String, SeenCopy> seen = seen();
    private final NamespacedState states;
    private final int partitions;

    /** @param partitions how many the log has */
    Copies(NamespacedState states, int partitions) throws Exception {
        this.states = states;
        this.partitions = partitions;
        in(new RowSlot("", new Slot(new Window(0, 0), Slot.EVERY_EPOCH))); // so that it is there to be restored
    }

    static MapStateDescriptor<String, SeenCopy> seen() {
        return new MapStateDescriptor<>(
                "seen events", TextSerializer.INSTANCE, new RecordSerializer<>(SeenCopy.class, null));
    }

    private MapState<String, SeenCopy> in(RowSlot row) throws Exception {
        return states.in(row, seen);
    }

    /** The copy of the share's event that the row has already; null if there is none: then this one is it. */
    SeenCopy first(Share<?> share, RowSlot row) throws Exception {
        MapState<String, SeenCopy> copies = in(row);
        SeenCopy first = copies.get(share.eventId());
        if (first == null) {
            copies.put(share.eventId(), SeenCopy.of(share));
        }
        return first;
    }

    /**
     * Whether a further copy must be counted all the same. Which copy is the first in the log a stream does not know, since it reads
     * partitions in any order. So that the outcome does not depend on that, the first copy of each partition stands for it, and what
     * they say is counted, each different content once.
     */
    boolean bringsOtherContent(Share<?> share, SeenCopy first, RowSlot row) throws Exception {
        MapState<String, SeenCopy> copies = in(row);
        int partition = share.place().partition();
        if (partition == first.place().partition() || copies.contains(inPartition(share, partition))) {
            return false;
        }
        boolean known = first.fingerprint() == share.fingerprint();
        for (int other = 0; other < partitions && !known; other++) {
            SeenCopy copy = copies.get(inPartition(share, other));
            known = copy != null && copy.fingerprint() == share.fingerprint();
        }
        copies.put(inPartition(share, partition), SeenCopy.of(share));
        return !known;
    }

    private static String inPartition(Share<?> share, int partition) {
        return share.eventId() + '\0' + partition;
    }

    /** What was in one row is in another one now. */
    void move(RowSlot part, RowSlot into) throws Exception {
        Map<String, SeenCopy> copies = new HashMap<>();
        MapState<String, SeenCopy> ofPart = in(part);
        for (Map.Entry<String, SeenCopy> copy : ofPart.entries()) {
            copies.put(copy.getKey(), copy.getValue());
        }
        ofPart.clear();
        in(into).putAll(copies);
    }

    void forget(RowSlot row) throws Exception {
        in(row).clear();
    }
}
