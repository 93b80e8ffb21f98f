package dev.parallax.shared.log.socket;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.EventSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The lines that a TCP server sends, as {@code ncat -lk 4545} does, as a log of one partition. A record's ingest time is when it came, by this machine's
 * clock, and never before that of the record ahead of it; its offset counts records over all connections.
 *
 * <p><b>A socket cannot be replayed</b>: what came after the last completed checkpoint is lost when the job fails, and so is what a job that is stopped had
 * read ahead. Use it to try things out.
 *
 * <p>While there is no connection it is tried again, after 0.2 s at first and 10 s in the end. A line that the server did not finish before it closed the
 * connection is taken as it is. A line of more than 10 MB is a dead letter with its beginning. Nothing is read while the job does not keep up, but for two
 * pieces of 64 KB: the server waits.
 */
public final class SocketLog implements EventSource {
    private static final int LONGEST_LINE = 10_000_000;

    private final Address address;
    private final RecordFormat format;

    private SocketLog(Address address, RecordFormat format) {
        this.address = address;
        this.format = format;
    }

    /**
     * @param address {@code HOST:PORT}
     * @param format what its lines hold
     * @throws IllegalArgumentException if the address is none, or the format does not go line by line, with a sentence
     */
    public static SocketLog at(String address, RecordFormat format) {
        if (!format.isLineByLine()) {
            throw new IllegalArgumentException("A socket brings lines, and the format " + format.name()
                    + " does not go line by line: choose one that does.");
        }
        return new SocketLog(Address.parse(address), format);
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
        return environment
                .fromSource(
                        new SocketSource<>(pipeline, address, format, LONGEST_LINE),
                        WatermarkStrategy.noWatermarks(),
                        "events from " + address,
                        Transformation.logEntries())
                .uid("events");
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public Goal now() {
        throw new UnsupportedOperationException(
                "What a socket has to say is not known before it was read, and it cannot be " + "replayed: at "
                        + address + " there is no 'everything that is available now'.");
    }
}
