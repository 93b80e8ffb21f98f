package dev.parallax.checkpoints;

import java.io.BufferedInputStream;
import java.io.IOException;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;

/**
 * Keyed state in the format that all backends share for savepoints (FLIP-41): of each key group a state's number and its entries as RocksDB has them; a bit in
 * the key of the last entry says that another state's number follows.
 */
final class SavepointFormat implements KeyedStates.Format {
    private final OperatorContents operator;
    private final KeyGroupsStateHandle handle;

    SavepointFormat(OperatorContents operator, KeyGroupsStateHandle handle) {
        this.operator = operator;
        this.handle = handle;
    }

    @Override
    public void read(KeyedStates.Choice choice, KeyedStates.Visitor visitor) throws IOException {
        KeyedStates.Header header = KeyedStates.Header.read(operator, handle.getDelegateStateHandle());
        header.states().forEach(state -> visitor.begin(state.name(), state.kind()));
        StreamCompressionDecorator compression = header.compressed()
                ? SnappyStreamCompressionDecorator.INSTANCE
                : UncompressedStreamCompressionDecorator.INSTANCE;
        try (FSDataInputStream file = operator.files().open(handle.getDelegateStateHandle())) {
            for (Tuple2<Integer, Long> keyGroup : handle.getGroupRangeOffsets()) {
                boolean isEmpty = keyGroup.f1 == 0;
                if (!isEmpty && choice.keyGroup(keyGroup.f0)) {
                    file.seek(keyGroup.f1);
                    read(
                            header,
                            keyGroup.f0,
                            new DataInputViewStreamWrapper(
                                    new BufferedInputStream(compression.decorateWithCompression(file))),
                            choice,
                            visitor);
                }
            }
        }
    }

    private void read(
            KeyedStates.Header header,
            int keyGroup,
            DataInputViewStreamWrapper in,
            KeyedStates.Choice choice,
            KeyedStates.Visitor visitor)
            throws IOException {
        int prefix = CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(operator.maxParallelism());
        int number = in.readUnsignedShort();
        while (number != FullSnapshotUtil.END_OF_KEY_GROUP_MARK) {
            KeyedState state = header.state(number);
            byte[] key = SafeBytes.block(in);
            byte[] value = SafeBytes.block(in);
            boolean isLastOfState = key.length > 0 && FullSnapshotUtil.hasMetaDataFollowsFlag(key);
            if (isLastOfState) {
                FullSnapshotUtil.clearMetaDataFollowsFlag(key);
                number = in.readUnsignedShort();
            }
            if (choice.state(state.name())) {
                CompositeEntry entry = CompositeEntry.read(state, prefix, key, value, choice.values());
                if (entry.keyGroup() != keyGroup) {
                    throw new IOException("a key group does not stand where it is said to");
                }
                visitor.visit(state.kind(), keyGroup, entry.entry(), (long) key.length + value.length);
            }
        }
    }
}
