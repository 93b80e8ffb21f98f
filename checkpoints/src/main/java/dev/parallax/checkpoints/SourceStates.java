package dev.parallax.checkpoints;

import dev.parallax.checkpoints.SourcePosition.Kind;
import dev.parallax.checkpoints.SourcePosition.Standing;
import dev.parallax.shared.log.files.FileLogCheckpoint;
import dev.parallax.shared.log.folder.FolderCheckpoint;
import dev.parallax.shared.log.socket.SocketCheckpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * How far an operator has read what it is the source of: its readers keep splits, its coordinator what nobody has yet. A checkpoint does not say of which
 * kind they are; their form does, since each is read to its last byte.
 */
final class SourceStates {
    private static final String SPLITS = "SourceReaderState";
    private static final int MOST_SOURCES = 100;

    private final OperatorContents operator;
    private final String title;
    private final List<SourcePosition> positions = new ArrayList<>();

    private SourceStates(OperatorContents operator) {
        this.operator = operator;
        this.title = operator.title();
    }

    /** In the order of topics, partitions and names; none if the operator is no source. */
    static List<SourcePosition> of(OperatorContents operator) {
        SourceStates states = new SourceStates(operator);
        OperatorStates lists = new OperatorStates(operator);
        if (lists.has(SPLITS)) {
            lists.bytes(SPLITS, states::split);
            states.coordinator();
        }
        states.positions.sort(Comparator.comparing(SourcePosition::kind)
                .thenComparing(SourcePosition::name)
                .thenComparing(SourcePosition::partition));
        return states.positions;
    }

    private void split(DataInputDeserializer in) throws IOException {
        int version = in.readInt();
        split(version, SafeBytes.block(in));
    }

    /** Reads one kind of thing. */
    private interface Form {
        void read(int version, byte[] bytes) throws IOException;
    }

    private void split(int version, byte[] split) {
        if (!isOneOf(version, split, this::hybrid, this::topic, this::folder, this::socket, this::file)) {
            add(Kind.OTHER, "", SourcePosition.NONE, SourcePosition.NONE, Standing.READING);
        }
    }

    private static boolean isOneOf(int version, byte[] bytes, Form... forms) {
        for (Form form : forms) {
            try {
                form.read(version, bytes);
                return true;
            } catch (IOException | RuntimeException | OutOfMemoryError another) {
                // It has another form.
            }
        }
        return false;
    }

    private void add(Kind kind, String name, int partition, long next, Standing standing) {
        SourcePosition position = new SourcePosition(title, kind, name, partition, next, standing);
        if (positions.stream().noneMatch(known -> known.isSameAs(position))) {
            positions.add(position);
        }
    }

    /** What Flink's HybridSource puts around a split of the source that it reads just now. */
    private void hybrid(int version, byte[] split) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(split);
        int source = in.readInt();
        in.readUTF(); // the split's name
        int inner = in.readInt();
        byte[] wrapped = SafeBytes.block(in);
        require(version == 0 && source >= 0 && source < MOST_SOURCES && in.available() == 0);
        split(inner, wrapped);
    }

    private void topic(int version, byte[] split) throws IOException {
        KafkaPartitionSplit topic = new KafkaPartitionSplitSerializer().deserialize(version, split);
        boolean whole = split.length == new KafkaPartitionSplitSerializer().serialize(topic).length;
        require(version == 0 && whole && !topic.getTopic().isEmpty() && topic.getPartition() >= 0);
        add(topic, topic.getStartingOffset(), Standing.READING);
    }

    private void add(KafkaPartitionSplit topic, long next, Standing standing) {
        // Below 0 stand Kafka's own words for its earliest and latest records.
        add(Kind.TOPIC, topic.getTopic(), topic.getPartition(), Math.max(SourcePosition.NONE, next), standing);
    }

    private void folder(int version, byte[] split) throws IOException {
        List<FolderCheckpoint.Position> files = FolderCheckpoint.positions(version, split);
        for (int i = 0; i < files.size(); i++) {
            FolderCheckpoint.Position file = files.get(i);
            Standing standing = file.read() ? Standing.READ : i == 0 ? Standing.READING : Standing.WAITING;
            add(Kind.FOLDER, file.name(), SourcePosition.NONE, file.records(), standing);
        }
    }

    private void socket(int version, byte[] split) throws IOException {
        OptionalLong records = SocketCheckpoint.records(version, split);
        if (records.isPresent()) {
            add(Kind.SOCKET, "socket", SourcePosition.NONE, records.getAsLong(), Standing.READING);
        }
    }

    private void file(int version, byte[] split) throws IOException {
        FileLogCheckpoint.Position file = FileLogCheckpoint.position(version, split);
        add(file, file.read() ? Standing.READ : Standing.READING);
    }

    private void add(FileLogCheckpoint.Position file, Standing standing) {
        add(Kind.FILE, file.file(), file.partition(), file.records(), standing);
    }

    private void coordinator() {
        if (operator.state().getCoordinatorState() == null) {
            return;
        }
        try {
            DataInputDeserializer in = new DataInputDeserializer(
                    operator.state().getCoordinatorState().getData());
            in.readInt(); // the version of this frame
            int version = in.readInt();
            enumerator(version, SafeBytes.block(in));
        } catch (IOException e) {
            // A coordinator of another kind, in a form of its own.
        }
    }

    private void enumerator(int version, byte[] state) {
        isOneOf(
                version,
                state,
                this::hybridEnumerator,
                this::filesWaiting,
                this::folderKnown,
                this::topicWaiting,
                this::socket);
    }

    private void hybridEnumerator(int version, byte[] state) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(state);
        int source = in.readInt();
        int inner = in.readInt();
        byte[] wrapped = SafeBytes.block(in);
        require(version == 0 && source >= 0 && source < MOST_SOURCES && in.available() == 0);
        enumerator(inner, wrapped);
    }

    private void filesWaiting(int version, byte[] state) throws IOException {
        FileLogCheckpoint.waiting(version, state).forEach(file -> add(file, Standing.WAITING));
    }

    private void folderKnown(int version, byte[] state) throws IOException {
        FolderCheckpoint.Files files = FolderCheckpoint.files(version, state);
        files.read().forEach(file -> add(Kind.FOLDER, file, SourcePosition.NONE, SourcePosition.NONE, Standing.READ));
        // It was asked before the reader was: what the reader had come past since then is read as well.
        int reached = -1;
        for (int i = 0; i < files.out().size(); i++) {
            reached = isKnown(files.out().get(i)) ? i : reached;
        }
        for (int i = 0; i < files.out().size(); i++) {
            boolean isPast = i < reached;
            add(
                    Kind.FOLDER,
                    files.out().get(i),
                    SourcePosition.NONE,
                    isPast ? SourcePosition.NONE : 0,
                    isPast ? Standing.READ : Standing.WAITING);
        }
    }

    private boolean isKnown(String file) {
        return positions.stream()
                .anyMatch(position ->
                        position.kind() == Kind.FOLDER && position.name().equals(file));
    }

    /** Partitions that no reader has yet. */
    private void topicWaiting(int version, byte[] state) throws IOException {
        KafkaSourceEnumState known = new KafkaSourceEnumStateSerializer().deserialize(version, state);
        known.unassignedSplits().forEach(split -> add(split, split.getStartingOffset(), Standing.WAITING));
    }

    private static void require(boolean form) throws IOException {
        if (!form) {
            throw new IOException("It has another form.");
        }
    }
}
