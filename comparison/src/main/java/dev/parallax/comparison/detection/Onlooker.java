package dev.parallax.comparison.detection;

import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.StoredRecord;
import dev.parallax.shared.view.ViewReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads a view while a job writes it, as everybody does who waits for what is found, and notes when each finding came to be seen. */
final class Onlooker<A> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration UNTIL_THE_STORE_IS_BACK = Duration.ofMillis(200);

    private final ViewReader<A> reader;
    private final Detection<A> detection;
    private final Map<FoundAt, Long> seen = new HashMap<>();
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Begins to look on. The reader is closed with this. */
    Onlooker(ViewReader<A> reader, Detection<A> detection) {
        this.reader = reader;
        this.detection = detection;
        this.thread = new Thread(this::look, "onlooker");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        Duration pause = Duration.ZERO;
        while (!isClosedWithin(pause)) {
            try {
                lookOnce();
                pause = Duration.ZERO;
            } catch (RuntimeException e) {
                // A store that is gone shows nothing: what it has then is seen when it is back. Who cannot do without
                // it says so.
                pause = UNTIL_THE_STORE_IS_BACK;
            }
        }
    }

    private void lookOnce() {
        boolean[] news = new boolean[1];
        reader.poll(PATIENCE, record -> {
            news[0] = true;
            note(record);
        });
        if (news[0] && !reader.isFollowing()) {
            reader.read(this::note);
        }
    }

    private void note(StoredRecord<A> stored) {
        if (stored.record() instanceof ViewRow<A> row && !row.isRemoved()) {
            long now = System.nanoTime();
            RowKey at = new RowKey(row.key(), row.slot().window());
            detection.findings(row.accumulator()).forEach(finding -> seen.putIfAbsent(new FoundAt(at, finding), now));
        }
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts who looks on.", e);
        }
    }

    /** When each finding came to be seen, in {@link System#nanoTime()}; to be asked when this is closed. */
    Map<FoundAt, Long> seen() {
        return seen;
    }

    /** Looks on no longer. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
