package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.CompressibleFSDataInputStream;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/**
 * The state that an operator keeps in lists, one for each subtask. Where each element stands is in the description of the checkpoint, so names, numbers and
 * sizes are known without the elements' classes.
 */
final class OperatorStates {
    private static final int FIRST_VERSION_WITH_COMPRESSION = 6;

    private final OperatorContents operator;

    OperatorStates(OperatorContents operator) {
        this.operator = operator;
    }

    /** By name, with all subtasks together. */
    List<StateSummary> summaries() {
        Map<String, StateSummary> summaries = new TreeMap<>();
        for (OperatorStateHandle handle : handles()) {
            TreeSet<Long> starts = new TreeSet<>();
            handle.getStateNameToPartitionOffsets()
                    .values()
                    .forEach(state -> Arrays.stream(state.getOffsets()).forEach(starts::add));
            handle.getStateNameToPartitionOffsets().forEach((name, state) -> {
                long bytes = 0;
                for (long start : state.getOffsets()) {
                    Long next = starts.higher(start);
                    bytes += Math.max(0, (next == null ? handle.getStateSize() : next) - start);
                }
                summaries.merge(
                        name,
                        StateSummary.ofList(name, kind(state), state.getOffsets().length, bytes),
                        StateSummary::plus);
            });
        }
        return List.copyOf(summaries.values());
    }

    private static String kind(OperatorStateHandle.StateMetaInfo state) {
        return switch (state.getDistributionMode()) {
            case SPLIT_DISTRIBUTE -> "list";
            case UNION -> "union list";
            case BROADCAST -> "broadcast";
        };
    }

    boolean has(String name) {
        return handles().stream()
                .anyMatch(handle -> handle.getStateNameToPartitionOffsets().containsKey(name));
    }

    private List<OperatorStateHandle> handles() {
        return operator.state().getStates().stream()
                .flatMap(subtask -> Stream.of(subtask.getManagedOperatorState()))
                .flatMap(StateObjectCollection::stream)
                .toList();
    }

    /** Takes an element where it stands. */
    private interface Element<T> {
        T read(DataInputViewStreamWrapper in) throws IOException;
    }

    /** How elements are read, once it is known what wrote them. */
    private interface Elements<T> {
        Element<T> of(TypeSerializerSnapshot<?> writtenBy);
    }

    /**
     * The elements of a list, of all subtasks.
     *
     * @throws UnreadableCheckpoint if they cannot be read
     */
    List<JsonNode> values(String name) {
        return read(name, writtenBy -> ValueReader.of(writtenBy)::read);
    }

    /** Reads what is kept in a form that Flink does not know. */
    interface Form {
        void read(DataInputDeserializer in) throws IOException;
    }

    /** The same where each element is an array of bytes. */
    void bytes(String name, Form form) {
        read(name, writtenBy -> in -> {
            form.read(new DataInputDeserializer(SafeBytes.block(in)));
            return true;
        });
    }

    private <T> List<T> read(String name, Elements<T> elements) {
        List<T> all = new ArrayList<>();
        for (OperatorStateHandle handle : handles()) {
            OperatorStateHandle.StateMetaInfo state =
                    handle.getStateNameToPartitionOffsets().get(name);
            if (state == null || state.getOffsets().length == 0) {
                continue;
            }
            try (FSDataInputStream in = operator.files().open(handle.getDelegateStateHandle())) {
                all.addAll(read(in, name, state, elements));
            } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
                throw operator.files()
                        .problem("The state '" + name + "' of " + operator.title(), handle.getDelegateStateHandle(), e);
            }
        }
        return all;
    }

    private static <T> List<T> read(
            FSDataInputStream in, String name, OperatorStateHandle.StateMetaInfo state, Elements<T> elements)
            throws IOException {
        OperatorBackendSerializationProxy header =
                new OperatorBackendSerializationProxy(OperatorStates.class.getClassLoader());
        header.read(new DataInputViewStreamWrapper(in));
        Element<T> element = elements.of(writtenBy(header, name));
        StreamCompressionDecorator compression = isCompressed(in)
                ? SnappyStreamCompressionDecorator.INSTANCE
                : UncompressedStreamCompressionDecorator.INSTANCE;
        List<T> all = new ArrayList<>();
        // As Flink does when it restores.
        try (CompressibleFSDataInputStream unpacked = new CompressibleFSDataInputStream(in, compression)) {
            DataInputViewStreamWrapper view = new DataInputViewStreamWrapper(unpacked);
            for (long offset : state.getOffsets()) {
                if (unpacked.getPos() != offset) {
                    unpacked.seek(offset);
                }
                all.add(element.read(view));
            }
        }
        return all;
    }

    private static TypeSerializerSnapshot<?> writtenBy(OperatorBackendSerializationProxy header, String name)
            throws IOException {
        return header.getOperatorStateMetaInfoSnapshots().stream()
                .filter(state -> state.getName().equals(name))
                .findFirst()
                .map(OperatorStates::serializer)
                .orElseThrow(() -> new IOException("it is not in its own file"));
    }

    private static TypeSerializerSnapshot<?> serializer(StateMetaInfoSnapshot state) {
        return state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
    }

    /** Flink tells nobody: the flag stands behind the version. */
    private static boolean isCompressed(FSDataInputStream in) throws IOException {
        in.seek(0);
        DataInputViewStreamWrapper view = new DataInputViewStreamWrapper(in);
        return view.readInt() >= FIRST_VERSION_WITH_COMPRESSION && view.readBoolean();
    }
}
