package dev.parallax.checkpoints;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Keyed state in RocksDB's own files: put together in a temporary directory out of links to them, opened for reading only. Each state is a column family, in
 * the order of its keys.
 */
final class RocksFormat implements KeyedStates.Format {
    /** Flink's name of what puts lists together. */
    private static final String LIST_MERGE = "stringappendtest";

    private final OperatorContents operator;
    private final IncrementalRemoteKeyedStateHandle handle;
    private final Path temporary;

    RocksFormat(OperatorContents operator, IncrementalRemoteKeyedStateHandle handle, Path temporary) {
        this.operator = operator;
        this.handle = handle;
        this.temporary = temporary;
    }

    @Override
    public void read(KeyedStates.Choice choice, KeyedStates.Visitor visitor) throws IOException, RocksDBException {
        KeyedStates.Header header = KeyedStates.Header.read(operator, handle.getMetaDataStateHandle());
        header.states().forEach(state -> visitor.begin(state.name(), state.kind()));
        NativeLibraryLoader.getInstance().loadLibrary(temporary.toString());
        RocksDB.loadLibrary();
        Path database = Files.createTempDirectory(temporary, "state-");
        for (HandleAndLocalPath file : handle.getSharedState()) {
            put(file.getHandle(), name(file, database));
        }
        for (HandleAndLocalPath file : handle.getPrivateState()) {
            put(file.getHandle(), name(file, database));
        }
        try (ColumnFamilyOptions families = new ColumnFamilyOptions().setMergeOperatorName(LIST_MERGE);
                DBOptions options = new DBOptions()) {
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            try (Options plain = new Options()) {
                for (byte[] family : RocksDB.listColumnFamilies(plain, database.toString())) {
                    descriptors.add(new ColumnFamilyDescriptor(family, families));
                }
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (RocksDB rocks = RocksDB.openReadOnly(options, database.toString(), descriptors, handles)) {
                try {
                    read(rocks, handles, header, choice, visitor);
                } finally {
                    handles.forEach(ColumnFamilyHandle::close);
                }
            }
        }
    }

    /** The name that RocksDB knows a file by. */
    private static Path name(HandleAndLocalPath file, Path database) throws IOException {
        Path name = Path.of(file.getLocalPath()).getFileName();
        if (name == null
                || !name.toString().equals(file.getLocalPath())
                || name.toString().startsWith("..")) {
            throw new IOException("a file has a name that is none of RocksDB's");
        }
        return database.resolve(name);
    }

    private void put(StreamStateHandle state, Path file) throws IOException {
        Optional<Path> whole = operator.files().file(state);
        if (whole.isPresent()) {
            try {
                Files.createSymbolicLink(file, whole.get());
                return;
            } catch (UnsupportedOperationException | IOException noLinksHere) {
                // It is copied.
            }
        }
        try (InputStream in = operator.files().open(state);
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
    }

    private void read(
            RocksDB rocks,
            List<ColumnFamilyHandle> families,
            KeyedStates.Header header,
            KeyedStates.Choice choice,
            KeyedStates.Visitor visitor)
            throws RocksDBException, IOException {
        int prefix = CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(operator.maxParallelism());
        for (KeyedState state : header.states()) {
            if (!choice.state(state.name())) {
                continue;
            }
            for (ColumnFamilyHandle family : families) {
                if (new String(family.getName(), StandardCharsets.UTF_8).equals(state.name())) {
                    try (RocksIterator entries = rocks.newIterator(family)) {
                        for (int keyGroup : range()) {
                            if (choice.keyGroup(keyGroup)) {
                                read(entries, state, keyGroup, prefix, choice, visitor);
                            }
                        }
                    }
                }
            }
        }
    }

    private KeyGroupRange range() throws IOException {
        KeyGroupRange range = handle.getKeyGroupRange();
        if (range.getStartKeyGroup() < 0 || range.getEndKeyGroup() >= operator.maxParallelism()) {
            throw new IOException("it names key groups that there are not");
        }
        return range;
    }

    private static void read(
            RocksIterator entries,
            KeyedState state,
            int keyGroup,
            int prefix,
            KeyedStates.Choice choice,
            KeyedStates.Visitor visitor)
            throws RocksDBException, IOException {
        byte[] from = new byte[prefix];
        CompositeKeySerializationUtils.serializeKeyGroup(keyGroup, from);
        for (entries.seek(from); entries.isValid(); entries.next()) {
            byte[] key = entries.key();
            if (CompositeKeySerializationUtils.extractKeyGroup(prefix, key) != keyGroup) {
                break;
            }
            byte[] value = entries.value();
            CompositeEntry entry = CompositeEntry.read(state, prefix, key, value, choice.values());
            visitor.visit(state.kind(), keyGroup, entry.entry(), (long) key.length + value.length);
        }
        entries.status();
    }
}
