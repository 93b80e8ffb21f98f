package dev.parallax.shared.log.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/** Deals the files out to the readers in turn, as soon as they are there. */
final class FileLogEnumerator implements SplitEnumerator<FilePartition, List<FilePartition>> {
    private final SplitEnumeratorContext<FilePartition> context;
    private final List<FilePartition> waiting;

    /** @param waiting those that no reader has */
    FileLogEnumerator(SplitEnumeratorContext<FilePartition> context, List<FilePartition> waiting) {
        this.context = context;
        this.waiting = new ArrayList<>(waiting);
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
        List<FilePartition> its = waiting.stream()
                .filter(file -> file.number() % context.currentParallelism() == subtask)
                .toList();
        if (!its.isEmpty()) {
            waiting.removeAll(its);
            context.assignSplits(new SplitsAssignment<>(Map.of(subtask, its)));
        }
        context.signalNoMoreSplits(subtask);
    }

    /** The reader failed before a checkpoint covered them: it is given them again when it is back. */
    @Override
    public void addSplitsBack(List<FilePartition> files, int subtask) {
        waiting.addAll(files);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public List<FilePartition> snapshotState(long checkpoint) {
        return List.copyOf(waiting);
    }

    @Override
    public void close() {}
}
