package dev.parallax.comparison.faults;

import dev.parallax.architectures.cluster.CompletedCheckpoint;
import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.architectures.cluster.StreamPosition;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was seen of a stream: how far each attempt of it had read, and which checkpoints it completed. */
final class StreamHistory {
    private static final StreamPosition UNKNOWN = new StreamPosition(0, Map.of(), Map.of());

    private final RunningJob stream;
    private final TreeMap<Long, StreamPosition> attempts = new TreeMap<>();
    private final Map<Long, CompletedCheckpoint> checkpoints = new TreeMap<>();

    StreamHistory(RunningJob stream) {
        this.stream = stream;
    }

    /** @return where it is now; not known while nobody can tell */
    StreamPosition look() {
        try {
            StreamPosition position = stream.position();
            var completed = stream.completedCheckpoints();
            synchronized (this) {
                if (position.isKnown()) {
                    attempts.put(position.begun(), position);
                }
                // By their times: a JobManager that was replaced may give a number once more.
                completed.forEach(each -> checkpoints.put(each.completed(), each));
            }
            return position;
        } catch (JobFailure notNow) {
            return UNKNOWN; // the comparison itself fails on this, if it lasts
        }
    }

    /** The newest position that is known of its newest attempt. */
    synchronized StreamPosition position() {
        return attempts.isEmpty() ? UNKNOWN : attempts.lastEntry().getValue();
    }

    /** The first checkpoint that was both begun and completed after that time. */
    synchronized Optional<CompletedCheckpoint> firstAfter(long millis) {
        return checkpoints.values().stream()
                .filter(each -> each.begun() >= millis)
                .min(Comparator.comparingLong(CompletedCheckpoint::completed));
    }

    /** The last attempt that began in between. */
    synchronized Optional<StreamPosition> lastAttempt(long fromMillis, long toMillis) {
        return Optional.ofNullable(attempts.floorEntry(toMillis))
                .map(Map.Entry::getValue)
                .filter(attempt -> attempt.begun() >= fromMillis);
    }
}
