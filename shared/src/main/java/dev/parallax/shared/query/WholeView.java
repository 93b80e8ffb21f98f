package dev.parallax.shared.query;

import dev.parallax.shared.flow.RecordTypeInformation;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.view.RowKey;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The output mode <i>complete</i>: takes the rows that changed, and hands out all rows of the view, by key and window, at each trigger between which
 * at least one changed.
 *
 * <p>One task holds every row in memory and in the checkpoint; none ever goes, since no window closes in this mode. So there is a bound: a view that
 * grows beyond {@code maxRows} rows ends the job with a sentence, instead of taking all memory.
 */
final class WholeView<A> extends AbstractStreamOperator<ViewRow<A>>
        implements OneInputStreamOperator<ViewRow<A>, ViewRow<A>> {
    static final String ROWS = "rows of the view";

    private final Class<A> accumulatorType;
    private final long maxRows;

    private transient TreeMap<RowKey, ViewRow<A>> rows;
    private transient ListState<ViewRow<A>> saved;
    private transient boolean changed;
    private transient boolean finished;

    WholeView(Class<A> accumulatorType, long maxRows) {
        this.accumulatorType = accumulatorType;
        this.maxRows = maxRows;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        saved = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(
                        ROWS, RecordTypeInformation.<ViewRow<A>>of(ViewRow.class, accumulatorType)));
        rows = new TreeMap<>();
        for (ViewRow<A> row : saved.get()) {
            rows.put(key(row), row);
        }
    }

    @Override
    public void processElement(StreamRecord<ViewRow<A>> element) {
        ViewRow<A> row = element.getValue();
        changed = true;
        if (row.isRemoved()) {
            rows.remove(key(row));
            return;
        }
        rows.put(key(row), row);
        if (rows.size() > maxRows) {
            // To try again would end the same way.
            throw new SuppressRestartsException(
                    new IllegalStateException(
                            "The view has more than " + maxRows
                                    + " rows, too many to be handed out whole: use --output-mode update, or raise --complete-max-rows."));
        }
    }

    private static RowKey key(ViewRow<?> row) {
        return new RowKey(row.key(), row.slot().window());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        if (!finished) {
            handOut();
        }
    }

    @Override
    public void finish() throws Exception {
        handOut();
        finished = true;
        super.finish();
    }

    private void handOut() {
        if (changed) {
            rows.values().forEach(row -> output.collect(new StreamRecord<>(row)));
            changed = false;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        saved.update(List.copyOf(rows.values()));
    }
}
