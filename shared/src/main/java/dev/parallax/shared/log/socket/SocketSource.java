package dev.parallax.shared.log.socket;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.VersionedState;
import dev.parallax.shared.model.Place;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A socket as Flink reads it. */
record SocketSource<E>(Pipeline<E, ?, ?> pipeline, Address address, RecordFormat format, int longestLine)
        implements Source<LogEntry<E>, SocketSplit, SocketSplit> {
    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<LogEntry<E>, SocketSplit> createReader(SourceReaderContext context) {
        return new Reader<>(this, context);
    }

    @Override
    public SplitEnumerator<SocketSplit, SocketSplit> createEnumerator(SplitEnumeratorContext<SocketSplit> context) {
        return new SocketEnumerator(context, SocketSplit.BEGINNING);
    }

    @Override
    public SplitEnumerator<SocketSplit, SocketSplit> restoreEnumerator(
            SplitEnumeratorContext<SocketSplit> context, SocketSplit unassigned) {
        return new SocketEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<SocketSplit> getSplitSerializer() {
        return positions();
    }

    @Override
    public SimpleVersionedSerializer<SocketSplit> getEnumeratorCheckpointSerializer() {
        return positions();
    }

    /** Where the reader stands. */
    private static final class Position {
        private long nextOffset;
        private long ingestTime;
    }

    private static final class Reader<E>
            extends SingleThreadMultiplexSourceReaderBase<Received, LogEntry<E>, SocketSplit, Position> {
        private Reader(SocketSource<E> source, SourceReaderContext context) {
            super(
                    () -> new SocketReader(source.address, source.format, source.longestLine),
                    new Emitter<>(source),
                    context.getConfiguration(),
                    context);
        }

        @Override
        protected void onSplitFinished(Map<String, Position> finished) {}

        @Override
        protected Position initializedState(SocketSplit split) {
            Position position = new Position();
            position.nextOffset = split.nextOffset();
            position.ingestTime = split.ingestTime();
            return position;
        }

        @Override
        protected SocketSplit toSplitType(String id, Position position) {
            return new SocketSplit(position.nextOffset, position.ingestTime);
        }
    }

    private record Emitter<E>(SocketSource<E> source) implements RecordEmitter<Received, LogEntry<E>, Position> {
        @Override
        public void emitRecord(Received received, SourceOutput<LogEntry<E>> output, Position position) {
            position.ingestTime = Math.max(position.ingestTime, received.time());
            Place place = new Place(0, position.nextOffset++);
            output.collect(LogEntry.of(
                    source.pipeline, source.address.toString(), place, position.ingestTime, received.record()));
        }
    }

    /** A reader's position; of the enumerator, the one that no reader has, or null. */
    static SimpleVersionedSerializer<SocketSplit> positions() {
        return new VersionedState<>("a socket's position", SocketSource::write, SocketSource::read);
    }

    private static void write(SocketSplit split, DataOutput out) throws IOException {
        out.writeBoolean(split != null);
        if (split != null) {
            out.writeLong(split.nextOffset());
            out.writeLong(split.ingestTime());
        }
    }

    private static SocketSplit read(DataInput in) throws IOException {
        return in.readBoolean() ? new SocketSplit(in.readLong(), in.readLong()) : null;
    }
}
