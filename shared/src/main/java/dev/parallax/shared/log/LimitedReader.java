package dev.parallax.shared.log;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntToLongFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** Stops handing out records when its partitions' parts of the limit are used up, until a checkpoint is completed. A poll hands out one record at most. */
final class LimitedReader<T> implements SourceReader<T, KafkaPartitionSplit> {
    private final SourceReader<T, KafkaPartitionSplit> reader;
    private final IntToLongFunction part;
    private final Allowance allowance = new Allowance(0);
    private CompletableFuture<Void> renewed = new CompletableFuture<>();
    private Counting counting;

    LimitedReader(SourceReader<T, KafkaPartitionSplit> reader, IntToLongFunction part) {
        this.reader = reader;
        this.part = part;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        splits.forEach(split -> allowance.raise(part.applyAsLong(split.getPartition())));
        reader.addSplits(splits);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (allowance.isUsedUp()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (counting == null || counting.output != output) {
            counting = new Counting(output);
        }
        return reader.pollNext(counting);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (!allowance.isUsedUp()) {
            return reader.isAvailable();
        }
        if (renewed.isDone()) {
            renewed = new CompletableFuture<>();
        }
        return renewed;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        allowance.barrier(checkpoint);
        return reader.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
        allowance.completed(checkpoint);
        if (!allowance.isUsedUp()) {
            renewed.complete(null);
        }
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }

    /** Passes on, and counts. */
    private class CountingOutput<O extends SourceOutput<T>> implements SourceOutput<T> {
        final O output;

        private CountingOutput(O output) {
            this.output = output;
        }

        @Override
        public void collect(T record) {
            allowance.use();
            output.collect(record);
        }

        @Override
        public void collect(T record, long timestamp) {
            allowance.use();
            output.collect(record, timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            output.markIdle();
        }

        @Override
        public void markActive() {
            output.markActive();
        }
    }

    private final class Counting extends CountingOutput<ReaderOutput<T>> implements ReaderOutput<T> {
        private Counting(ReaderOutput<T> output) {
            super(output);
        }

        @Override
        public SourceOutput<T> createOutputForSplit(String split) {
            return new CountingOutput<>(output.createOutputForSplit(split));
        }

        @Override
        public void releaseOutputForSplit(String split) {
            output.releaseOutputForSplit(split);
        }
    }
}
