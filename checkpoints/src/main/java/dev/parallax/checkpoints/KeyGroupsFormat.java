package dev.parallax.checkpoints;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;

/** Keyed state in one file, one key group after the other, each perhaps compressed. */
abstract class KeyGroupsFormat implements KeyedStates.Format {
    private final OperatorContents operator;
    private final KeyGroupsStateHandle handle;

    KeyGroupsFormat(OperatorContents operator, KeyGroupsStateHandle handle) {
        this.operator = operator;
        this.handle = handle;
    }

    /** Whether the key group that is said to stand there has no entry, and stands nowhere. */
    boolean isNowhere(long offset) {
        return false;
    }

    /** What stands before the compressed part of a key group. */
    void readBeginning(int keyGroup, DataInputView in) throws IOException {}

    /** @param in what is in the key group */
    abstract void read(
            KeyedStates.Header header,
            int keyGroup,
            InputStream in,
            KeyedStates.Choice choice,
            KeyedStates.Visitor visitor)
            throws IOException;

    @Override
    public final void read(KeyedStates.Choice choice, KeyedStates.Visitor visitor) throws IOException {
        KeyedStates.Header header = KeyedStates.Header.read(operator, handle.getDelegateStateHandle());
        header.states().forEach(state -> visitor.begin(state.name(), state.kind()));
        StreamCompressionDecorator compression = header.compressed()
                ? SnappyStreamCompressionDecorator.INSTANCE
                : UncompressedStreamCompressionDecorator.INSTANCE;
        try (FSDataInputStream file = operator.files().open(handle.getDelegateStateHandle())) {
            for (Tuple2<Integer, Long> keyGroup : handle.getGroupRangeOffsets()) {
                if (isNowhere(keyGroup.f1) || !choice.keyGroup(keyGroup.f0)) {
                    continue;
                }
                file.seek(keyGroup.f1);
                readBeginning(keyGroup.f0, new DataInputViewStreamWrapper(file));
                InputStream in = new BufferedInputStream(compression.decorateWithCompression(file));
                read(header, keyGroup.f0, in, choice, visitor);
            }
        }
    }
}
