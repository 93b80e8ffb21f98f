package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.CombinedClock;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.SlotPool;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The one windowed rollup, for batch and streaming: puts shares into the accumulator of their key and slot, recognises copies of
 * an event by its id within the slot, and writes the rows.
 *
 * <p>Whether a share is late is decided by the stamp of its own partition's clock, never by the combined one; windows are closed, and their state
 * with the ids in it freed, by the combined clock, which is behind or at each of them. So no share can meet a window
 * that was freed too early, unless a partition was skipped as idle: then the share is late too, and marked so.
 */
final class Rollup<A> extends AbstractStreamOperator<ViewRecord<A>>
        implements OneInputStreamOperator<Shuffled<A>, ViewRecord<A>>, Triggerable<Integer, Slot> {
    private final Pipeline<?, ?, A> pipeline;
    private final Aggregate<?, A> aggregate;
    private final RollupSettings settings;
    private final StateKeys keys;
    private final boolean emitsUpdates;

    private transient Cells<A> cells;
    private transient OpenSessions sessions;
    private transient Copies copies;
    private transient Detector<A> detector;
    private transient RecordSerializer<RowSlot> rowSlots;
    private transient InternalTimerService<Slot> closings;
    private transient InternalTimerService<RowSlot> stretchEnds;
    private transient ListState<Long> savedTime;
    private transient ListState<Long> savedBarriers;
    private transient ListState<String> savedWindows;
    private transient long closedUpTo;
    private transient CombinedClock clock;
    private transient Packed.Packing<A> packing;
    private transient ArchiveFirst<A> archiveFirst;
    private transient ChangedRows changed;
    private transient long barriers;
    private transient SlotPool slots;
    private transient Ledger<A> ledger;
    private transient StreamRecord<ViewRecord<A>> reused;
    private transient JobCost cost;
    private transient boolean rewriting;
    private transient boolean finished;

    Rollup(StreamOperatorParameters<ViewRecord<A>> parameters, Pipeline<?, ?, A> pipeline, RollupSettings settings) {
        super(parameters);
        this.pipeline = pipeline;
        this.aggregate = pipeline.aggregate();
        this.settings = settings;
        this.keys = StateKeys.of(pipeline, settings);
        this.emitsUpdates = settings.clock() != ClockMode.NONE && settings.outputMode() != OutputMode.APPEND;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        rowSlots = new RecordSerializer<>(RowSlot.class, null);
        cells = new Cells<>(getKeyedStateBackend(), pipeline.accumulatorType());
        sessions = settings.windows() instanceof Windows.Sessions kind
                ? new OpenSessions(kind.gap(), context.getKeyedStateStore(), rowSlots)
                : null;
        copies = new Copies(this::stateIn, settings.partitions());
        if (pipeline.detection() != null) {
            detector = new Detector<>(
                    pipeline,
                    settings,
                    context,
                    this::stateIn,
                    (stretch, time) -> stretchEnds.registerEventTimeTimer(stretch, time),
                    this::addFound,
                    this::emit);
        }
        savedTime = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("closed up to", LongSerializer.INSTANCE));
        closedUpTo = largest(savedTime, Long.MIN_VALUE);
        savedWindows = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("windows", StringSerializer.INSTANCE));
        for (String windows : savedWindows.get()) {
            refuseOther(windows);
        }
        savedBarriers = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("barriers", LongSerializer.INSTANCE));
        barriers = largest(savedBarriers, 1); // rows of an earlier build, which did not have their number, have 0
        rewriting = settings.rewrites() && context.isRestored() && emitsUpdates;
    }

    /** What the subtasks have saved, {@code least} at least. */
    private static long largest(ListState<Long> saved, long least) throws Exception {
        long largest = least;
        for (long each : saved.get()) {
            largest = Math.max(largest, each);
        }
        return largest;
    }

    /** How its states are written, by their names. */
    static Map<String, TypeSerializer<?>> states(Pipeline<?, ?, ?> pipeline) {
        Map<String, TypeSerializer<?>> states = new HashMap<>();
        for (MapStateDescriptor<?, ?> each : List.of(Cells.descriptor(pipeline.accumulatorType()), Copies.seen())) {
            states.put(each.getName(), each.getSerializer());
        }
        if (pipeline.detection() != null) {
            states.putAll(Detector.states(pipeline.accumulatorType()));
        }
        return states;
    }

    private void refuseOther(String windows) {
        if (!windows.equals(settings.windows().text())) {
            throw new IllegalStateException("The checkpoint is of a view with --window " + windows
                    + ", which cannot go on with --window " + settings.windows().text()
                    + ": ask for the same, or begin anew.");
        }
    }

    /** After a restore the clocks are heard of again one by one, but what a skipped partition let close stays closed. */
    private long closedUpTo() {
        return Math.max(closedUpTo, closings.currentWatermark());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        archiveFirst.requireNothingWaits();
        savedTime.update(List.of(closedUpTo()));
        savedBarriers.update(List.of(barriers));
        savedWindows.update(List.of(settings.windows().text()));
        if (detector != null) {
            detector.save();
        }
    }

    private <S extends State> S stateIn(RowSlot namespace, StateDescriptor<S, ?> descriptor) throws Exception {
        return getPartitionedState(namespace, rowSlots, descriptor);
    }

    @Override
    public void open() throws Exception {
        super.open();
        closings = getInternalTimerService("closings", new RecordSerializer<>(Slot.class, null), this);
        if (detector != null) {
            stretchEnds = getInternalTimerService("stretch ends", rowSlots, detector);
        }
        clock = new CombinedClock(
                settings.partitions(),
                settings.idleAfter(),
                settings.clock() == ClockMode.INGEST_TIME
                        ? PartitionClock::ingest
                        : reading -> reading.watermark(settings.outOfOrderness()));
        packing = Packed.Packing.of(settings, pipeline.accumulatorType());
        archiveFirst = new ArchiveFirst<>(settings, clock);
        changed = new ChangedRows(getKeyedStateBackend());
        slots = new SlotPool();
        ledger = new Ledger<>(this::emit);
        reused = new StreamRecord<>(null);
        cost = new JobCost(getRuntimeContext());
    }

    @Override
    public void processElement(StreamRecord<Shuffled<A>> element) throws Exception {
        Shuffled<A> record =
                element.getValue() instanceof Packed<A> packed ? packing.unpack(packed) : element.getValue();
        if (record instanceof PartitionEnd<A> end) {
            clock.end(end.partition());
            for (Shuffled<A> kept : archiveFirst.end(end.partition())) {
                setCurrentKey(kept.key(keys));
                take(kept);
            }
            advance();
        } else if (!archiveFirst.keeps(record)) {
            take(record);
        }
    }

    private void take(Shuffled<A> record) throws Exception {
        if (record instanceof Share<A> share) {
            List<Window> windows = settings.windows().of(share.eventTime());
            for (int i = 0; i < windows.size(); i++) {
                contribute(share, windows.get(i), i == 0);
            }
        } else if (record instanceof ForEveryKey<A> fact) {
            detector.look(fact, getKeyedStateBackend());
        } else if (record instanceof ClockReading<A> reading) {
            hear(reading.clock());
        } else if (record instanceof Rejected<A> rejected) {
            emit(rejected.letter());
        }
    }

    /** @param first whether this is the first of the share's windows: what is counted once is counted there */
    private void contribute(Share<A> share, Window window, boolean first) throws Exception {
        if (settings.clock() == ClockMode.EVENT_TIME) {
            long deadline = settings.deadline(share.eventTime(), window);
            if (deadline <= share.clock() || deadline <= closedUpTo()) {
                emit(new LateContribution<>(
                        share.key(),
                        window,
                        share.place(),
                        share.facts(),
                        kind(deadline, window, share.clock()),
                        reach(share)));
                return;
            }
        }
        RowSlot row = sessions == null
                ? rowOf(share.key(), window, share.epoch())
                : sessions.join(share.key(), share.epoch(), window, this::takeIn);
        Cell<A> cell = cells.get(row);
        Copies.OfRow known = copiesOf(row, cell);
        if (share.eventId() != null && isRepeated(share, known, window, first)) {
            if (known.inCell() != cell.copies()) {
                cells.put(row, cell.with(known.inCell()));
            }
            return;
        }
        A fact = detector == null ? share.accumulator() : detector.row(share.accumulator());
        add(row, cell, known.inCell(), closing(window, share.epoch()), share.facts(), fact);
        if (detector != null) {
            detector.look(share, window);
        }
        if (settings.ledger() && first) {
            ledger.enter(share);
        }
    }

    private RowSlot rowOf(String key, Window window, int epoch) {
        return new RowSlot(key, slots.one(new Slot(window, epoch)));
    }

    private Copies.OfRow copiesOf(RowSlot row, Cell<A> cell) {
        return copies.of(row, cell == null ? Copies.InCell.NONE : cell.copies());
    }

    /** @param cell the row's; null if it has none */
    private void add(RowSlot row, Cell<A> cell, Copies.InCell copies, long closing, long contributions, A accumulator)
            throws Exception {
        if (cell == null) {
            cells.put(row, new Cell<>(contributions, accumulator, copies, barriers));
        } else {
            cells.put(row, cell.plus(contributions, accumulator, copies, barriers, aggregate));
        }
        boolean beside = changesBesideAnother(row, cell);
        // Rows that are kept together end at the same time, so the one noted before has set the timer. A session has a
        // time of its own.
        if (cell == null && (!beside || sessions != null)) {
            closings.registerEventTimeTimer(row.slot(), closing);
        }
    }

    /**
     * @param before the row's cell as it was; null if it had none
     * @return whether it is now first noted to have changed, and another one that is kept with it was noted before
     */
    private boolean changesBesideAnother(RowSlot row, Cell<A> before) {
        return emitsUpdates && (before == null || !hasChanged(before)) && changed.addBesideAnother(row);
    }

    /** The row is no more, and is not reported. */
    private void letGo(RowSlot row, Cell<A> cell) {
        if (emitsUpdates && hasChanged(cell)) {
            changed.forget(row);
        }
    }

    private boolean hasChanged(Cell<A> cell) {
        return cell.changedAfter() == barriers;
    }

    private void addFound(String key, Window window, int epoch, A found) throws Exception {
        RowSlot row = rowOf(key, window, epoch);
        Cell<A> cell = cells.get(row);
        add(row, cell, copiesOf(row, cell).inCell(), closing(window, epoch), 0, found);
    }

    private long reach(Share<A> share) {
        return detector == null ? 0 : detector.reach(share.accumulator());
    }

    private LateContribution.Kind kind(long deadline, Window window, long clock) {
        if (deadline > clock) {
            return LateContribution.Kind.IDLE;
        }
        return settings.closing(window) > clock ? LateContribution.Kind.SPLIT : LateContribution.Kind.LATE;
    }

    /** Puts the state of a session into that of another one, with which it is one from now on. */
    private void takeIn(RowSlot part, RowSlot into) throws Exception {
        Cell<A> one = cells.get(part);
        Cell<A> other = cells.get(into);
        Copies.OfRow known = copiesOf(into, other);
        known.takeIn(copiesOf(part, one));
        cells.remove(part);
        letGo(part, one);
        cells.put(into, one.plus(other.contributions(), other.accumulator(), known.inCell(), barriers, aggregate));
        changesBesideAnother(into, other);
    }

    private long closing(Window window, int epoch) {
        return settings.clock() == ClockMode.INGEST_TIME ? settings.epochs().end(epoch) : settings.closing(window);
    }

    /** Whether the row has a copy of the share's event already; if not, this one is it. */
    private boolean isRepeated(Share<A> share, Copies.OfRow known, Window window, boolean firstWindow)
            throws Exception {
        Copies.SeenCopy first = known.first(share);
        if (first == null) {
            return false;
        }
        if (settings.ledger()) {
            ledger.enterRepeated(share, window, first, firstWindow);
            return true;
        }
        return !known.bringsOtherContent(share, first);
    }

    private void hear(PartitionClock reading) throws Exception {
        clock.hear(reading);
        advance();
    }

    private void advance() throws Exception {
        if (settings.clock() != ClockMode.NONE) {
            long time = clock.time();
            if (time > closings.currentWatermark()) {
                super.processWatermark(new Watermark(time));
            }
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Long.MAX_VALUE) {
            super.processWatermark(mark);
        }
    }

    @Override
    public void onEventTime(InternalTimer<Integer, Slot> timer) throws Exception {
        Slot slot = timer.getNamespace();
        Map<String, Cell<A>> open = new HashMap<>();
        for (Map.Entry<String, Cell<A>> cell : cells.of(slot)) {
            RowSlot row = new RowSlot(cell.getKey(), slot);
            if (sessions != null && goesOn(row)) {
                open.put(cell.getKey(), cell.getValue());
            } else {
                closeRow(row, cell.getValue());
            }
        }
        cells.retain(slot, open);
        if (open.isEmpty()) {
            changed.forget(slot);
        }
    }

    private void closeRow(RowSlot row, Cell<A> cell) throws Exception {
        if (hasChanged(cell) || rewriting || !emitsUpdates) {
            emitRow(row, cell);
        }
        copiesOf(row, cell).forget();
        if (sessions != null) {
            sessions.close(row);
            letGo(row, cell);
        }
    }

    /**
     * Whether the session is open still, because it has grown since the timer was set. (A batch job's clock shows the end of time when it asks, and would
     * ignore a further timer.)
     */
    private boolean goesOn(RowSlot row) throws Exception {
        long closing = closing(sessions.get(row).window(), row.slot().epoch());
        if (closing > closings.currentWatermark()) {
            closings.registerEventTimeTimer(row.slot(), closing);
            return true;
        }
        return false;
    }

    @Override
    public void onProcessingTime(InternalTimer<Integer, Slot> timer) {
        throw new IllegalStateException("The rollup sets no timer in processing time.");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        // Flink asks once more after finish(), when the sink takes nothing any more.
        if (!finished) {
            report(checkpointId, false);
        }
    }

    @Override
    public void finish() throws Exception {
        report(Long.MAX_VALUE, true);
        finished = true;
        super.finish();
    }

    private void report(long checkpointId, boolean last) throws Exception {
        changed.drain(this::reportRow);
        barriers++;
        if (rewriting) {
            rewriteEveryRow();
            rewriting = false;
        }
        emit(new Progress<>(
                checkpointId,
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                last ? Long.MAX_VALUE : clock.time(),
                last,
                clock.readings(),
                ledger.counts()));
    }

    private void reportRow(RowSlot row) throws Exception {
        if (!rewriting) {
            emitRow(row, cells.get(row));
        }
    }

    /** After a restore the view may hold rows of an attempt that was abandoned: each row that is still open is written over. */
    private void rewriteEveryRow() throws Exception {
        cells.visit(this::emitRow);
    }

    private void emitRow(RowSlot row, Cell<A> cell) throws Exception {
        if (sessions == null) {
            if (!isEmpty(cell)) {
                emit(new ViewRow<>(row.key(), row.slot(), cell.contributions(), cell.accumulator()));
            } else if (emitsUpdates) {
                emit(ViewRow.removed(row.key(), row.slot()));
            }
            return;
        }
        OpenSessions.Session session = sessions.get(row);
        int epoch = row.slot().epoch();
        for (Window written : session.written()) {
            if (!written.equals(session.window())) {
                emit(ViewRow.removed(row.key(), new Slot(written, epoch)));
            }
        }
        emit(new ViewRow<>(row.key(), new Slot(session.window(), epoch), cell.contributions(), cell.accumulator()));
        sessions.wrote(row, session);
    }

    /** Whether all that was found was taken back, and nothing else is in the row. */
    private boolean isEmpty(Cell<A> cell) {
        return cell.contributions() == 0 && cell.accumulator().equals(aggregate.empty());
    }

    private void emit(ViewRecord<A> record) {
        cost.wrote();
        output.collect(reused.replace(record));
    }

    @Override
    public void close() throws Exception {
        if (cost != null) {
            cost.close();
        }
        super.close();
    }
}
