package dev.parallax.comparison.feed;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.model.Epochs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;

/** What the log will be: every record's partition and ingest time, and the cuts. It is known before the first record is fed. */
public final class FeedPlan {
    private final FeedOrder order;
    private final int partitions;
    private final List<Cut> cuts;
    private final DatedAhead datedAhead;
    private final Map<Integer, byte[]> inserted;

    private FeedPlan(
            FeedOrder order, int partitions, List<Cut> cuts, DatedAhead datedAhead, Map<Integer, byte[]> inserted) {
        this.order = order;
        this.partitions = partitions;
        this.cuts = cuts;
        this.datedAhead = datedAhead;
        this.inserted = inserted;
    }

    /**
     * A record that is fed besides those of the input. It has the ingest time of the record of its partition before it, so that it moves no clock and no cut.
     *
     * @param after how many records of the input are fed before it, at least 1; it goes to the partition of the last of them
     */
    public record Insertion(long after, byte[] record) {}

    /**
     * Reads the whole input once.
     *
     * @param maxAhead an event further than this ahead of its ingest time is invalid
     * @param progress is told the number of records read, now and then
     * @throws IllegalArgumentException if there are no records, or too many
     */
    public static <E> FeedPlan of(
            EventInput<E> input, Pipeline<E, ?, ?> pipeline, CutRule rule, Duration maxAhead, LongConsumer progress) {
        FeedOrder order = new FeedOrder();
        DatedAhead datedAhead = new DatedAhead();
        PriorityQueue<Head<E>> heads = new PriorityQueue<>(
                Comparator.<Head<E>>comparingLong(head -> head.clock).thenComparingInt(head -> head.sequence));
        try {
            for (int sequence = 0; sequence < input.sequences(); sequence++) {
                new Head<>(sequence, input.entries(sequence)).advanceInto(heads);
            }
            boolean dealt = input.sequences() == 1;
            while (!heads.isEmpty()) {
                Head<E> head = heads.remove();
                if (head.entry.ingestTime() < 0) {
                    throw new IllegalArgumentException(
                            "Record " + (head.entry.place().offset() + 1) + " of " + head.entry.source()
                                    + " has an ingest time before 1970, which no log can hold.");
                }
                int partition = dealt ? deal(head.entry, pipeline, input.partitions()) : head.sequence;
                order.add(partition, head.clock, head.entry.ingestTime());
                LogEntry<E> entry = head.entry.unlessAheadBy(maxAhead.toMillis());
                if (entry.isEvent()) {
                    datedAhead.add(partition, entry.eventTime() - entry.ingestTime());
                }
                if (order.size() % 10_000 == 0) {
                    progress.accept(order.size());
                }
                head.advanceInto(heads);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            heads.forEach(Head::close);
        }
        if (order.size() == 0) {
            throw new IllegalArgumentException("There are no events: the input is empty.");
        }
        progress.accept(order.size());
        return new FeedPlan(
                order,
                input.partitions(),
                cuts(order, input.partitions(), rule.boundaries(order)),
                datedAhead,
                Map.of());
    }

    /** The same log with further records in it, and the same cuts in ingest time. */
    public FeedPlan with(List<Insertion> insertions) {
        Map<Long, List<Insertion>> byPlace = insertions.stream().collect(Collectors.groupingBy(Insertion::after));
        FeedOrder longer = new FeedOrder();
        Map<Integer, byte[]> added = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            longer.add(order.partition(i), order.clock(i), order.ingestTime(i));
            for (Insertion insertion : byPlace.getOrDefault(i + 1L, List.of())) {
                added.put(longer.size(), insertion.record());
                longer.add(order.partition(i), order.clock(i), order.ingestTime(i));
            }
        }
        List<Long> boundaries =
                cuts.stream().limit(cuts.size() - 1L).map(Cut::time).toList();
        return new FeedPlan(longer, partitions, cuts(longer, partitions, boundaries), datedAhead, added);
    }

    /** By the key of the event's first fact, as Kafka's own partitioner would; by its bytes where there is none. */
    private static <E> int deal(LogEntry<E> entry, Pipeline<E, ?, ?> pipeline, int partitions) {
        byte[] key = entry.isEvent() ? firstKey(pipeline, entry.event()) : null;
        return Utils.toPositive(Utils.murmur2(key == null ? entry.bytes() : key)) % partitions;
    }

    private static <E, F> byte[] firstKey(Pipeline<E, F, ?> pipeline, E event) {
        String[] first = new String[1];
        pipeline.facts(event, (key, fact) -> first[0] = first[0] == null ? key : first[0]);
        return first[0] == null ? null : first[0].getBytes(StandardCharsets.UTF_8);
    }

    private static List<Cut> cuts(FeedOrder order, int partitions, List<Long> boundaries) {
        List<Cut> cuts = new ArrayList<>();
        Long[] offsets = new Long[partitions];
        java.util.Arrays.fill(offsets, 0L);
        int fed = 0;
        for (long boundary : boundaries) {
            while (order.clock(fed) < boundary) {
                offsets[order.partition(fed++)]++;
            }
            cuts.add(new Cut(cuts.size() + 1, boundary, List.of(offsets)));
        }
        while (fed < order.size()) {
            offsets[order.partition(fed++)]++;
        }
        cuts.add(new Cut(cuts.size() + 1, Long.MAX_VALUE, List.of(offsets)));
        return List.copyOf(cuts);
    }

    /** Is told of each record of the input, by its place in the order of feeding. */
    public interface Visitor<E> {
        void record(int place, int partition, LogEntry<E> entry);
    }

    /** Reads the input once more, in the order of feeding. */
    public <E> void retrace(EventInput<E> input, Visitor<E> visitor) {
        List<EventInput.Sequence<LogEntry<E>>> sequences = new ArrayList<>();
        try {
            for (int sequence = 0; sequence < input.sequences(); sequence++) {
                sequences.add(input.entries(sequence));
            }
            for (int place = 0; place < order.size(); place++) {
                if (inserted(place) == null) {
                    int partition = order.partition(place);
                    visitor.record(
                            place,
                            partition,
                            sequences.get(sequences.size() == 1 ? 0 : partition).next());
                }
            }
        } finally {
            sequences.forEach(FeedPlan::close);
        }
    }

    private static void close(EventInput.Sequence<?> sequence) {
        try {
            sequence.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ingest clock of a record's partition, that record included, by its place in the order of feeding; in milliseconds since the epoch. */
    public long clock(int place) {
        return order.clock(place);
    }

    FeedOrder order() {
        return order;
    }

    /** The record at this place in the order of feeding, if it is not one of the input; else null. */
    byte[] inserted(int place) {
        return inserted.isEmpty() ? null : inserted.get(place);
    }

    public long records() {
        return order.size();
    }

    public int partitions() {
        return partitions;
    }

    /** In their order; the last one is the end of the log. */
    public List<Cut> cuts() {
        return cuts;
    }

    /** What shows that clocks were wrong. */
    public DatedAhead datedAhead() {
        return datedAhead;
    }

    public Epochs epochs() {
        return Epochs.endingAt(cuts.stream().map(Cut::time).toList());
    }

    /** The next record of a sequence, and the sequence's ingest clock. */
    private static final class Head<E> {
        private final int sequence;
        private final EventInput.Sequence<LogEntry<E>> entries;
        private LogEntry<E> entry;
        private long clock = Long.MIN_VALUE;

        private Head(int sequence, EventInput.Sequence<LogEntry<E>> entries) {
            this.sequence = sequence;
            this.entries = entries;
        }

        private void advanceInto(PriorityQueue<Head<E>> heads) throws IOException {
            if (entries.hasNext()) {
                entry = entries.next();
                clock = Math.max(clock, entry.ingestTime());
                heads.add(this);
            } else {
                entries.close();
            }
        }

        private void close() {
            FeedPlan.close(entries);
        }
    }
}
