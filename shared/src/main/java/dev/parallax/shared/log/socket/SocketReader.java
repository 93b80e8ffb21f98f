package dev.parallax.shared.log.socket;

import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.format.RecordReader;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.InputRecord;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads lines from a server in a thread of its own, a piece at a time; connects again, after longer and longer pauses, when there is no connection. */
final class SocketReader implements SplitReader<Received, SocketSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(SocketReader.class);
    private static final int PIECE = 1 << 16;
    private static final int CONNECTING = 2_000;
    private static final int LISTENING = 100;
    private static final long SHORTEST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 10_000;

    private final Address address;
    private final RecordFormat format;
    private final int longestLine;
    private final byte[] piece = new byte[PIECE];
    private final Semaphore wokenUp = new Semaphore(0);
    private volatile Socket connecting;
    private boolean wanted;
    private Connection connection;
    private long pause = SHORTEST_PAUSE;

    SocketReader(Address address, RecordFormat format, int longestLine) {
        this.address = address;
        this.format = format;
        this.longestLine = longestLine;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<SocketSplit> change) {
        wanted = true;
    }

    @Override
    public RecordsWithSplitIds<Received> fetch() throws IOException {
        RecordsBySplits.Builder<Received> received = new RecordsBySplits.Builder<>();
        if (!wanted) {
            return received.build();
        }
        try {
            if (connection == null) {
                connection = connect();
            }
            if (!connection.read(received)) {
                LOG.info("The server at {} closed the connection.", address);
                disconnect();
                pause();
            }
        } catch (IOException e) {
            LOG.warn(
                    "Nothing can be read from {} now ({}): the next attempt follows in {} ms.",
                    address,
                    e.getMessage(),
                    pause);
            disconnect();
            pause();
        }
        return received.build();
    }

    private Connection connect() throws IOException {
        Socket socket = new Socket();
        connecting = socket;
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECTING);
            socket.setSoTimeout(LISTENING);
            LOG.info("Connected to {}.", address);
            return new Connection(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        } finally {
            connecting = null;
        }
    }

    private void pause() {
        try {
            if (wokenUp.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                wokenUp.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE);
    }

    @Override
    public void wakeUp() {
        wokenUp.release();
        Socket socket = connecting;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("While connecting to {}: {}", address, e.getMessage());
            }
        }
    }

    private void disconnect() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }

    /** One connection, and the format's state in it: a header, perhaps. */
    private final class Connection implements Closeable {
        private final Socket socket;
        private final LineFeed feed = new LineFeed(longestLine);
        private RecordReader records;
        private long time;

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /** Whether there may be more. */
        private boolean read(RecordsBySplits.Builder<Received> received) throws IOException {
            int length;
            try {
                length = socket.getInputStream().read(piece);
            } catch (SocketTimeoutException e) {
                return true;
            }
            if (length < 0) {
                feed.end();
            } else {
                pause = SHORTEST_PAUSE;
                feed.put(piece, length);
            }
            time = System.currentTimeMillis();
            hand(received);
            return length >= 0;
        }

        private void hand(RecordsBySplits.Builder<Received> received) throws IOException {
            byte[] overlong = feed.takeOverlong();
            if (overlong != null) {
                received.add(
                        SocketSplit.ID,
                        new Received(
                                InputRecord.rejected(
                                        overlong,
                                        BadRecord.malformed("The line is longer than " + longestLine
                                                + " bytes, of which these are the first.")),
                                time));
            }
            if (feed.isEmpty()) {
                return;
            }
            if (records == null) {
                records = format.follow(feed, () -> time);
            }
            for (InputRecord record = records.next(); record != null; record = records.next()) {
                received.add(SocketSplit.ID, new Received(record, time));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            if (records != null) {
                records.close();
            }
        }
    }
}
