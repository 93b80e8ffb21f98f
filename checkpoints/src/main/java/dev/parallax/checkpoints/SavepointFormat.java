package dev.parallax.checkpoints;

import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;

/**
 * Keyed state in the format that all backends share for savepoints (FLIP-41): of each key group a state's number and its entries as RocksDB has them; a bit in
 * the key of the last entry says that another state's number follows.
 */
final class SavepointFormat extends KeyGroupsFormat {
    private final int maxParallelism;

    SavepointFormat(OperatorContents operator, KeyGroupsStateHandle handle) {
        super(operator, handle);
        maxParallelism = operator.maxParallelism();
    }

    @Override
    boolean isNowhere(long offset) {
        return offset == 0;
    }

    @Override
    void read(
            KeyedStates.Header header,
            int keyGroup,
            InputStream entries,
            KeyedStates.Choice choice,
            KeyedStates.Visitor visitor)
            throws IOException {
        DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(entries);
        int prefix = CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(maxParallelism);
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
