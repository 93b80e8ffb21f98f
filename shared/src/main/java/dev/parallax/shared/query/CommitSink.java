package dev.parallax.shared.query;

import dev.parallax.shared.model.PartitionClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Puts the reports of a trigger together, and writes its commit when the checkpoint is complete. One subtask does it for all. */
final class CommitSink implements Sink<TriggerReport>, SupportsCommitter<Commit> {
    private final CommitLog log;

    CommitSink(CommitLog log) {
        this.log = log;
    }

    @Override
    public SinkWriter<TriggerReport> createWriter(WriterInitContext context) {
        return new Writer(log.last().map(Commit::trigger).orElse(0L));
    }

    @Override
    public Committer<Commit> createCommitter(CommitterInitContext context) {
        return new LogCommitter(log);
    }

    @Override
    public SimpleVersionedSerializer<Commit> getCommittableSerializer() {
        return new CommitSerializer();
    }

    private static final class Writer implements CommittingSinkWriter<TriggerReport, Commit> {
        private final Map<Integer, TriggerReport> reports = new HashMap<>();
        private long lastTrigger;

        private Writer(long lastTrigger) {
            this.lastTrigger = lastTrigger;
        }

        @Override
        public void write(TriggerReport report, Context context) {
            reports.merge(
                    report.writer(),
                    report,
                    (one, next) -> new TriggerReport(
                            next.checkpoint(),
                            next.writer(),
                            next.watermark(),
                            next.clocks(),
                            one.rows() + next.rows(),
                            one.late() + next.late(),
                            one.deadLetters() + next.deadLetters()));
        }

        @Override
        public void flush(boolean endOfInput) {
            // There is nothing to send before the checkpoint is complete.
        }

        @Override
        public Collection<Commit> prepareCommit() {
            if (reports.isEmpty()) {
                return List.of();
            }
            Map<Integer, PartitionClock> clocks = new TreeMap<>();
            reports.values()
                    .forEach(report -> report.clocks()
                            .forEach(clock -> clocks.merge(clock.partition(), clock, PartitionClock::later)));
            Map<Integer, Long> offsets = new TreeMap<>();
            Map<Integer, Long> records = new TreeMap<>();
            clocks.forEach((partition, clock) -> {
                offsets.put(partition, clock.nextOffset());
                records.put(partition, clock.records());
            });
            long trigger = reports.values().stream()
                    .mapToLong(TriggerReport::checkpoint)
                    .max()
                    .orElseThrow();
            Commit commit = new Commit(
                    trigger == Long.MAX_VALUE ? lastTrigger + 1 : trigger,
                    0, // known when it is written behind the one before it
                    reports.values().stream().mapToLong(TriggerReport::rows).sum(),
                    reports.values().stream().mapToLong(TriggerReport::late).sum(),
                    reports.values().stream()
                            .mapToLong(TriggerReport::deadLetters)
                            .sum(),
                    watermark(),
                    offsets,
                    records);
            reports.clear();
            lastTrigger = commit.trigger();
            return List.of(commit);
        }

        private String watermark() {
            long watermark = reports.values().stream()
                    .mapToLong(TriggerReport::watermark)
                    .min()
                    .orElse(Long.MIN_VALUE);
            return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
                    ? null
                    : Instant.ofEpochMilli(watermark).toString();
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }

    private record LogCommitter(CommitLog log) implements Committer<Commit> {
        @Override
        public void commit(Collection<CommitRequest<Commit>> requests) throws IOException {
            for (CommitRequest<Commit> request : requests) {
                log.write(request.getCommittable());
            }
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }

    private static final class CommitSerializer implements SimpleVersionedSerializer<Commit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Commit commit) {
            return commit.json().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Commit deserialize(int version, byte[] serialized) {
            try {
                return Commit.parse(serialized);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
