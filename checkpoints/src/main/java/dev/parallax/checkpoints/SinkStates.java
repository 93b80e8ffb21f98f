package dev.parallax.checkpoints;

import dev.parallax.checkpoints.PendingCommit.Kind;
import dev.parallax.shared.query.Commit;
import dev.parallax.shared.topic.TopicTransaction;
import dev.parallax.shared.topic.TopicTransactionSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * What the committer of a sink had to commit, in Flink's form (its {@code CommittableCollectorSerializer}, which only Flink itself can ask what it has read):
 * checkpoints, in each of them subtasks, in each of them committables.
 */
final class SinkStates {
    private static final String COMMITTABLES = "streaming_committer_raw_states";
    private static final int MAGIC_NUMBER = 0xb91f252c;
    private static final SimpleVersionedSerializer<FileSinkCommittable> FILES = FileSink.forRowFormat(
                    new Path("file:/"), new SimpleStringEncoder<>())
            .build()
            .getCommittableSerializer();

    private static final TopicTransactionSerializer TRANSACTIONS = new TopicTransactionSerializer();

    private final OperatorContents operator;
    private final List<PendingCommit> pending = new ArrayList<>();

    private SinkStates(OperatorContents operator) {
        this.operator = operator;
    }

    /** None if the operator commits nothing. */
    static List<PendingCommit> of(OperatorContents operator) {
        SinkStates states = new SinkStates(operator);
        OperatorStates lists = new OperatorStates(operator);
        if (lists.has(COMMITTABLES)) {
            lists.bytes(COMMITTABLES, states::collector);
        }
        states.pending.sort(Comparator.comparingLong(PendingCommit::checkpoint).thenComparing(PendingCommit::what));
        return states.pending;
    }

    private void collector(DataInputDeserializer in) throws IOException {
        int version = in.readInt();
        DataInputDeserializer collector = new DataInputDeserializer(SafeBytes.block(in));
        if (version != 2 || collector.readInt() != MAGIC_NUMBER) {
            throw new IOException("it is of another version of Flink");
        }
        list(collector, (versionOfOne, checkpoint) -> {
            long number = checkpoint.readLong();
            if (versionOfOne > 0) {
                checkpoint.readInt(); // subtasks
            }
            list(checkpoint, (versionOfSubtask, subtask) -> {
                if (versionOfSubtask > 0) {
                    subtask.readInt(); // its number
                }
                list(subtask, (versionOfRequest, request) -> {
                    int versionOfCommittable = request.readInt();
                    pending.add(pending(number, versionOfCommittable, SafeBytes.block(request)));
                });
            });
        });
    }

    private interface Item {
        void read(int version, DataInputDeserializer in) throws IOException;
    }

    /** As SimpleVersionedSerialization writes lists. */
    private static void list(DataInputDeserializer in, Item item) throws IOException {
        int version = in.readInt();
        int size = in.readInt();
        SafeBytes.requireLength(size);
        for (int i = 0; i < size; i++) {
            item.read(version, new DataInputDeserializer(SafeBytes.block(in)));
        }
    }

    private PendingCommit pending(long checkpoint, int version, byte[] committable) {
        String title = operator.title();
        String transaction = transaction(committable);
        if (transaction != null) {
            return new PendingCommit(title, checkpoint, Kind.TRANSACTION, transaction);
        }
        Commit commit = commit(committable);
        if (commit != null) {
            return new PendingCommit(title, checkpoint, Kind.TRIGGER, commit.json());
        }
        String file = file(version, committable);
        return file != null
                ? new PendingCommit(title, checkpoint, Kind.FILE, file)
                : new PendingCommit(title, checkpoint, Kind.OTHER, committable.length + " bytes");
    }

    /** Of a transaction in Kafka what it is called and, if the sink says it, how much is in it; null if it is none. */
    private static String transaction(byte[] committable) {
        DataInputDeserializer in = new DataInputDeserializer(committable);
        try {
            short epoch = in.readShort();
            long producer = in.readLong();
            String transaction = in.readUTF();
            if (epoch < 0 || producer < 0) {
                return null;
            }
            // Flink's own sink says no more than this.
            return in.available() == 0 ? transaction : withItsRecords(committable);
        } catch (IOException another) {
            return null;
        }
    }

    private static String withItsRecords(byte[] committable) throws IOException {
        TopicTransaction transaction = TRANSACTIONS.deserialize(TRANSACTIONS.getVersion(), committable);
        long records = transaction.records();
        return transaction.id() + " (" + records + (records == 1 ? " record)" : " records)");
    }

    private static Commit commit(byte[] committable) {
        if (committable.length == 0 || committable[0] != '{') {
            return null;
        }
        try {
            return Commit.parse(committable);
        } catch (IOException another) {
            return null;
        }
    }

    private static String file(int version, byte[] committable) {
        try {
            FileSinkCommittable file = FILES.deserialize(version, committable);
            if (file.hasPendingFile()) {
                return Objects.toString(
                        file.getPendingFile().getPath() == null
                                ? null
                                : file.getPendingFile().getPath().getPath(),
                        file.getPendingFile().toString());
            }
            return file.hasInProgressFileToCleanup() ? "to be removed: an unfinished file" : "to be removed: a file";
        } catch (IOException | RuntimeException | OutOfMemoryError another) {
            return null;
        }
    }
}
