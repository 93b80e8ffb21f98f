package dev.parallax.shared.log.socket;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the socket to the first subtask; the others rest. */
final class SocketEnumerator implements SplitEnumerator<SocketSplit, SocketSplit> {
    private final SplitEnumeratorContext<SocketSplit> context;
    private SocketSplit unassigned;

    /** @param unassigned null if a reader has it */
    SocketEnumerator(SplitEnumeratorContext<SocketSplit> context, SocketSplit unassigned) {
        this.context = context;
        this.unassigned = unassigned;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
        if (unassigned != null && subtask == 0) {
            context.assignSplit(unassigned, subtask);
            unassigned = null;
        }
    }

    @Override
    public void addSplitsBack(List<SocketSplit> splits, int subtask) {
        if (!splits.isEmpty()) {
            unassigned = splits.get(0);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public SocketSplit snapshotState(long checkpoint) {
        return unassigned;
    }

    @Override
    public void close() {}
}
