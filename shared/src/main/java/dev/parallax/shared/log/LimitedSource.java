package dev.parallax.shared.log;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A topic of which no more than so many records leave between two completed checkpoints.
 *
 * @param limit so many of all partitions together
 * @param partitions how many those are
 */
record LimitedSource<T, C>(Source<T, KafkaPartitionSplit, C> source, long limit, int partitions)
        implements Source<T, KafkaPartitionSplit, C> {
    /** A partition's part of the limit. The parts of all partitions are the limit exactly. */
    long part(int partition) {
        return limit / partitions + (partition < limit % partitions ? 1 : 0);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new LimitedReader<>(source.createReader(context), this::part);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, C> createEnumerator(SplitEnumeratorContext<KafkaPartitionSplit> context)
            throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, C> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, C checkpoint) throws Exception {
        return source.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
