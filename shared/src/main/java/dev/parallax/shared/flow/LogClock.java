package dev.parallax.shared.flow;

import dev.parallax.shared.logic.RunningClock;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.PartitionClock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the log clock of each partition it reads, stamps each share of an event with its own partition's watermark and epoch,
 * and tells every rollup subtask what the clocks show: when a window or an epoch may have ended, and before each barrier.
 *
 * <p>Lateness and epochs are so a function of the log, whatever the order in which partitions are read: Flink's own watermarks are
 * neither checkpointed nor, across partitions, the same in two runs. Only the greatest watermark, which ends the input, is
 * passed on.
 *
 * <p>The state is a union list. Each subtask writes down every clock it knows, its own and restored ones of partitions that it
 * may not read any more; on restore the clock that has seen more of its partition wins. So none is lost while partitions move.
 */
final class LogClock<E, F, A> extends AbstractStreamOperator<Shuffled<A>>
        implements OneInputStreamOperator<LogEntry<E>, Shuffled<A>>, BoundedOneInput {
    private final Flattening<E, F, A> flattening;
    private final RollupSettings settings;

    private transient Map<Integer, Partition> partitions;
    private transient int[] everySubtask;
    private transient ListState<PartitionClock> saved;
    private transient StreamRecord<Shuffled<A>> reused;
    private transient Packed.Packing<A> packing;
    private transient JobCost cost;
    private transient ListState<Integer> savedEnds;
    private transient Set<Integer> ends;
    private transient Set<Integer> endsToTell;
    private transient boolean ended;

    LogClock(
            StreamOperatorParameters<Shuffled<A>> parameters, Flattening<E, F, A> flattening, RollupSettings settings) {
        super(parameters);
        this.flattening = flattening;
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        partitions = new HashMap<>();
        saved = context.getOperatorStateStore()
                .getUnionListState(
                        new ListStateDescriptor<>("log clocks", new RecordSerializer<>(PartitionClock.class, null)));
        Map<Integer, PartitionClock> restored = new HashMap<>();
        for (PartitionClock clock : saved.get()) {
            restored.merge(clock.partition(), clock, PartitionClock::later);
        }
        savedEnds = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("ended partitions", IntSerializer.INSTANCE));
        ends = new HashSet<>();
        savedEnds.get().forEach(ends::add);
        endsToTell = new HashSet<>(ends);
        restored.forEach((number, clock) -> partitions.put(number, new Partition(clock)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        reused = new StreamRecord<>(null);
        packing = Packed.Packing.of(settings, flattening.accumulatorType());
        everySubtask = SubtaskHashes.of(getRuntimeContext().getTaskInfo());
        cost = new JobCost(getRuntimeContext());
        partitions.forEach(this::tellReached);
        partitions.forEach(this::tellRestored);
        tellBegun();
    }

    /** What is kept of a partition. */
    private static final class Partition {
        private final RunningClock clock;
        private final LongMaximum reached = new LongMaximum();
        private Long tick;

        private Partition(PartitionClock from) {
            clock = new RunningClock(from);
            reached.add(from.nextOffset());
        }
    }

    /** The job's client sees how far each partition has been read. */
    private void tellReached(int number, Partition partition) {
        if (settings.clock() != ClockMode.NONE) {
            getRuntimeContext().addAccumulator(JobCost.NEXT_OFFSET + number, partition.reached);
        }
    }

    private void tellRestored(int number, Partition partition) {
        if (settings.clock() != ClockMode.NONE) {
            LongMaximum restored = new LongMaximum();
            restored.add(partition.clock.reading().nextOffset());
            getRuntimeContext().addAccumulator(JobCost.RESTORED_OFFSET + number, restored);
        }
    }

    private void tellBegun() {
        if (settings.clock() != ClockMode.NONE) {
            LongMaximum begun = new LongMaximum();
            begun.add(System.currentTimeMillis());
            getRuntimeContext().addAccumulator(JobCost.BEGUN, begun);
        }
    }

    @Override
    public void processElement(StreamRecord<LogEntry<E>> element) {
        if (element.getValue().isEnd()) {
            end(element.getValue().place().partition());
            return;
        }
        remindOfEnds();
        LogEntry<E> entry = element.getValue().unlessAheadBy(settings.maxAhead());
        Partition partition = partition(entry.place().partition());
        RunningClock clock = partition.clock;
        clock.read(entry.place().offset(), entry.ingestTime());
        cost.read(entry.bytes().length);
        if (entry.isEvent()) {
            stamp(entry, clock);
        } else {
            reject(entry, clock);
        }
        if (settings.clock() != ClockMode.NONE) {
            tick(partition);
            partition.reached.add(entry.place().offset() + 1);
        }
    }

    private Partition partition(int number) {
        Partition partition = partitions.get(number);
        if (partition == null) {
            partition = new Partition(PartitionClock.unset(number));
            partitions.put(number, partition);
            tellReached(number, partition);
        }
        return partition;
    }

    private void stamp(LogEntry<E> entry, RunningClock clock) {
        long watermark = clock.watermark(settings.outOfOrderness());
        int epoch = settings.epochs().at(clock.ingest());
        int shares = flattening.flatten(entry, watermark, epoch, share -> {
            send(share, SortOrder.of(entry.place()));
            if (ForEveryKey.isOne(flattening.detection(), share)) {
                tellEverySubtask(share);
            }
        });
        if (shares == 0) {
            clock.factless();
        }
        clock.happened(entry.eventTime());
    }

    private void tellEverySubtask(Share<A> share) {
        for (int subtask : everySubtask) {
            send(new ForEveryKey<>(subtask, Past.of(share).forEveryKey(), share.clock()), SortOrder.of(share.place()));
        }
    }

    private void reject(LogEntry<E> entry, RunningClock clock) {
        if (entry.rejection().kind() == DeadLetter.Kind.MALFORMED) {
            clock.malformed();
        } else {
            clock.invalid();
        }
        if (settings.deadLetters()) {
            int any = (int) (entry.place().offset() % everySubtask.length);
            send(new Rejected<>(everySubtask[any], entry.deadLetter()), SortOrder.of(entry.place()));
        }
    }

    /** Lets the clocks be heard when this one passes a point at which a window or an epoch may end. */
    private void tick(Partition partition) {
        RunningClock clock = partition.clock;
        long tick = settings.clock() == ClockMode.INGEST_TIME
                ? settings.epochs().at(clock.ingest())
                : settings.tick(clock.watermark(settings.outOfOrderness()));
        if (partition.tick == null || partition.tick != tick) {
            partition.tick = tick;
            tell(clock.reading());
        }
    }

    private void tell(PartitionClock clock) {
        for (int subtask : everySubtask) {
            send(new ClockReading<>(subtask, clock), Long.MAX_VALUE);
        }
    }

    /** They may lie before a restore: the rollup hears of them anew, as of the clocks. */
    private void remindOfEnds() {
        if (!endsToTell.isEmpty()) {
            endsToTell.forEach(this::tellEnd);
            endsToTell.clear();
        }
    }

    private void end(int number) {
        ends.add(number);
        endsToTell.remove(number);
        tellEnd(number);
    }

    private void tellEnd(int number) {
        Partition partition = partitions.get(number);
        if (partition != null) {
            tell(partition.clock.reading());
        }
        for (int subtask : everySubtask) {
            send(new PartitionEnd<>(subtask, number), Long.MAX_VALUE);
        }
    }

    private void send(Shuffled<A> record, long order) {
        output.collect(reused.replace(packing == null ? record : packing.pack(record), order));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Long.MAX_VALUE) {
            super.processWatermark(mark);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        if (!ended) {
            remindOfEnds();
            partitions.values().forEach(partition -> tell(partition.clock.reading()));
        }
    }

    @Override
    public void endInput() {
        remindOfEnds();
        partitions.values().forEach(partition -> tell(partition.clock.reading()));
        ended = true;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedEnds.update(List.copyOf(ends));
        saved.update(partitions.values().stream()
                .map(partition -> partition.clock.reading())
                .toList());
    }

    @Override
    public void close() throws Exception {
        if (cost != null) {
            cost.close();
        }
        super.close();
    }
}
