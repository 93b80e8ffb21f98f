package dev.parallax.cosmos.emulator;

import java.time.Duration;
import java.util.Random;

/**
 * What an emulator is told to do wrong, for those who test what a client makes of it.
 *
 * <p>Faults hit requests about items alone: not those about databases and containers. A later call of the same method
 * replaces the earlier one; each fault ends by itself when its time is over. Which requests are hit comes from a
 * generator with a fixed seed. Safe for use by several threads.
 */
public final class Faults {
    private static final Spell NONE = new Spell(0, 0, 0);

    private final Random random = new Random(42);
    private volatile Spell throttling = NONE;
    private volatile Spell failing = NONE;
    private volatile Spell dropping = NONE;
    private volatile Spell delaying = NONE;
    private volatile int failureStatus;
    private volatile Duration retryAfter = Duration.ofMillis(20);
    private volatile long throttled;

    Faults() {}

    /**
     * Answers 429 to a share of the requests, and within a bulk request to that share of its operations.
     *
     * @param share from 0 to 1
     */
    public void throttle(double share, Duration duration) {
        throttling = Spell.of(share, duration);
    }

    /** The wait that a 429 asks for in {@code x-ms-retry-after-ms}; 20 ms unless told. */
    public void retryAfter(Duration wait) {
        retryAfter = wait;
    }

    /**
     * Answers a status of one's choice (503, say) to a share of the requests, a bulk request counting as one. The
     * requests are not carried out.
     */
    public void fail(int status, double share, Duration duration) {
        failureStatus = status;
        failing = Spell.of(share, duration);
    }

    /** Carries out a share of the requests, but closes the connection instead of answering them. */
    public void dropAnswers(double share, Duration duration) {
        dropping = Spell.of(share, duration);
    }

    /** Lets every request wait before it is carried out. */
    public void delay(Duration latency, Duration duration) {
        delaying = new Spell(1, System.nanoTime() + duration.toNanos(), latency.toMillis());
    }

    /** Ends all faults now. */
    public void clear() {
        throttling = NONE;
        failing = NONE;
        dropping = NONE;
        delaying = NONE;
    }

    /** How many requests, and operations of bulk requests, got a 429 so far. */
    public long throttledSoFar() {
        return throttled;
    }

    /** One request or one operation of a bulk request: is it refused for its rate? */
    void mayThrottle() throws Refusal {
        if (hits(throttling)) {
            count();
            throw Refusal.throttled(retryAfter.toMillis());
        }
    }

    private synchronized void count() {
        throttled = throttled + 1;
    }

    /** One request: is it to fail? */
    void mayFail() throws Refusal {
        if (hits(failing)) {
            throw new Refusal(failureStatus, 0, "This emulator was told to answer " + failureStatus + ".");
        }
    }

    boolean dropsAnswer() {
        return hits(dropping);
    }

    /** Waits as long as it was told to: the latency that a test asked for, not a wait for something to happen. */
    void mayDelay() throws InterruptedException {
        Spell delay = delaying;
        if (hits(delay)) {
            Thread.sleep(delay.value);
        }
    }

    private boolean hits(Spell spell) {
        return spell.share > 0 && System.nanoTime() - spell.end < 0 && (spell.share >= 1 || draw() < spell.share);
    }

    private synchronized double draw() {
        return random.nextDouble();
    }

    /** A fault with the share of requests that it hits, its end on the clock of {@link System#nanoTime()}, and a value. */
    private record Spell(double share, long end, long value) {
        static Spell of(double share, Duration duration) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("A share lies between 0 and 1, unlike " + share);
            }
            return new Spell(share, System.nanoTime() + duration.toNanos(), 0);
        }
    }
}
