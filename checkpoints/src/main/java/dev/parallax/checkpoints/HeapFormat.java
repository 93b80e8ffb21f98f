package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.util.MathUtils;

/**
 * Keyed state as the heap backend writes it: of each key group its number, and of each state its number, how many entries there are, and those. Only what
 * wrote an entry knows how long it is, so each is read.
 */
final class HeapFormat extends KeyGroupsFormat {
    private static final JsonNodeFactory TREES = JsonNodeFactory.instance;

    HeapFormat(OperatorContents operator, KeyGroupsStateHandle handle) {
        super(operator, handle);
    }

    @Override
    void readBeginning(int keyGroup, DataInputView in) throws IOException {
        if (in.readInt() != keyGroup) {
            throw new IOException("a key group does not stand where it is said to");
        }
    }

    @Override
    void read(
            KeyedStates.Header header,
            int keyGroup,
            InputStream in,
            KeyedStates.Choice choice,
            KeyedStates.Visitor visitor)
            throws IOException {
        Counted counted = new Counted(in);
        for (int i = 0; i < header.states().size(); i++) {
            KeyedState state = header.state(counted.view.readShort());
            boolean wanted = choice.state(state.name());
            read(state, keyGroup, counted, wanted ? visitor : (kind, group, entry, bytes) -> {});
        }
    }

    private static void read(KeyedState state, int keyGroup, Counted in, KeyedStates.Visitor visitor)
            throws IOException {
        int entries = in.view.readInt();
        SafeBytes.requireLength(entries);
        in.mark();
        for (int i = 0; i < entries; i++) {
            if (state.kind() == KeyedState.Kind.TIMERS) {
                JsonNode time = TREES.numberNode(MathUtils.flipSignBit(in.view.readLong()));
                JsonNode key = state.key().read(in.view);
                visit(state, keyGroup, key, state.namespace().read(in.view), null, time, in, visitor);
                continue;
            }
            JsonNode namespace = state.namespace().read(in.view);
            JsonNode key = state.key().read(in.view);
            switch (state.kind()) {
                case MAP -> map(state, keyGroup, key, namespace, in, visitor);
                case LIST -> visit(state, keyGroup, key, namespace, null, list(state, in), in, visitor);
                default ->
                    visit(state, keyGroup, key, namespace, null, state.value().read(in.view), in, visitor);
            }
        }
    }

    /** As Flink's MapSerializer has it. */
    private static void map(
            KeyedState state, int keyGroup, JsonNode key, JsonNode namespace, Counted in, KeyedStates.Visitor visitor)
            throws IOException {
        int size = in.view.readInt();
        SafeBytes.requireLength(size);
        for (int i = 0; i < size; i++) {
            JsonNode mapKey = state.mapKey().read(in.view);
            JsonNode value =
                    in.view.readBoolean() ? TREES.nullNode() : state.value().read(in.view);
            visit(state, keyGroup, key, namespace, mapKey, value, in, visitor);
        }
    }

    /** As Flink's ListSerializer has it. */
    private static JsonNode list(KeyedState state, Counted in) throws IOException {
        int size = in.view.readInt();
        SafeBytes.requireLength(size);
        ArrayNode values = TREES.arrayNode();
        for (int i = 0; i < size; i++) {
            values.add(state.value().read(in.view));
        }
        return values;
    }

    private static void visit(
            KeyedState state,
            int keyGroup,
            JsonNode key,
            JsonNode namespace,
            JsonNode mapKey,
            JsonNode value,
            Counted in,
            KeyedStates.Visitor visitor) {
        KeyedEntry entry = new KeyedEntry(
                state.name(), key, namespace == null || namespace.isNull() ? null : namespace, mapKey, value);
        visitor.visit(state.kind(), keyGroup, entry, in.sinceMark());
    }

    /** Knows how far it was read. */
    private static final class Counted extends FilterInputStream {
        private final DataInputViewStreamWrapper view = new DataInputViewStreamWrapper(this);
        private long read;
        private long marked;

        private Counted(InputStream in) {
            super(in);
        }

        private void mark() {
            marked = read;
        }

        /** How many bytes since this was asked last. */
        private long sinceMark() {
            long since = read - marked;
            marked = read;
            return since;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            read += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int now = in.read(bytes, from, length);
            read += Math.max(0, now);
            return now;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            read += skipped;
            return skipped;
        }
    }
}
