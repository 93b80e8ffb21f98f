package dev.parallax.shared.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the records of the current transaction are. The producer's thread tells, the task's thread asks when all was flushed. */
final class Acknowledgements implements Consumer<RecordMetadata> {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Map<TopicPartition, List<Run>> runs = new TreeMap<>(ORDER);
    private Run latest;

    /** Records of a partition one behind the other, as far as they are known. */
    private static final class Run {
        private final TopicPartition place;
        private final long first;
        private long records;

        private Run(TopicPartition place, long first) {
            this.place = place;
            this.first = first;
        }

        private boolean goesOnWith(RecordMetadata record) {
            return record.offset() == first + records
                    && record.partition() == place.partition()
                    && record.topic().equals(place.topic());
        }

        private OffsetRange range() {
            return new OffsetRange(place.topic(), place.partition(), first, records);
        }
    }

    @Override
    public synchronized void accept(RecordMetadata record) {
        // Records are acknowledged in batches, so nearly every one follows the one before.
        if (latest == null || !latest.goesOnWith(record)) {
            latest = runFor(record);
        }
        latest.records++;
    }

    private Run runFor(RecordMetadata record) {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        List<Run> ofPlace = runs.computeIfAbsent(place, key -> new ArrayList<>());
        if (!ofPlace.isEmpty() && ofPlace.get(ofPlace.size() - 1).goesOnWith(record)) {
            return ofPlace.get(ofPlace.size() - 1);
        }
        Run begun = new Run(place, record.offset());
        ofPlace.add(begun);
        return begun;
    }

    /** What has been acknowledged since the last call, in order of partition and offset. */
    synchronized List<OffsetRange> take() {
        List<OffsetRange> all =
                runs.values().stream().flatMap(List::stream).map(Run::range).toList();
        runs.clear();
        latest = null;
        return all;
    }
}
