package dev.parallax.shared.log.socket;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * How far a socket was read.
 *
 * @param nextOffset how many records came so far, over all connections
 * @param ingestTime when the last one came, in milliseconds since the epoch; {@link Long#MIN_VALUE} before the first
 */
record SocketSplit(long nextOffset, long ingestTime) implements SourceSplit {
    static final String ID = "socket";
    static final SocketSplit BEGINNING = new SocketSplit(0, Long.MIN_VALUE);

    @Override
    public String splitId() {
        return ID;
    }
}
