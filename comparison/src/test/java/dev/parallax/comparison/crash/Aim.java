package dev.parallax.comparison.crash;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.processes.OwnProcess;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strikes at one crash point after the other while a trial runs: arms the one that was hit least, waits until it is hit, and until the streams have
 * completed a checkpoint again. A point that comes once in a trial is armed beside it from the beginning.
 */
final class Aim implements Strikes {
    private static final Logger LOG = LoggerFactory.getLogger(Aim.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(3);

    private final Installation installation;
    private final CrashPoints points;
    private final Checkpoints checkpoints;
    private final int wanted;
    private final Random random = new Random(7);
    private final AtomicInteger outside = new AtomicInteger();
    private volatile Set<CrashPoint> targets = Set.of();
    private volatile boolean over;
    private Thread striking;

    /** @param wanted hits of each point */
    Aim(Installation installation, CrashPoints points, int wanted) {
        this.installation = installation;
        this.points = points;
        this.checkpoints = new Checkpoints(installation.rest());
        this.wanted = wanted;
    }

    /** Which points can be hit in the next trials. */
    void at(Set<CrashPoint> reachable) {
        targets = Set.copyOf(reachable);
    }

    /** Whether one of the targets was not yet hit as often as is wanted. */
    boolean isWanting() {
        return wanting(true).findAny().isPresent() || wanting(false).findAny().isPresent();
    }

    @Override
    public void begin() {
        over = false;
        striking = new Thread(this::strike, "striking");
        striking.setDaemon(true);
        striking.start();
    }

    @Override
    public void end() {
        over = true;
        join(striking);
        Stream.of(CrashPoint.values()).forEach(points::disarm);
        installation.awaitAll();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** This process is at a point: something else is killed, each in its turn. */
    @Override
    public void reached(CrashPoint point) {
        if (!points.isHit(point)) {
            return;
        }
        List<OwnProcess> victims = List.of(
                installation.broker(),
                installation.taskManager(random.nextInt(installation.taskManagers())),
                installation.jobManager());
        OwnProcess victim = victims.get(outside.getAndIncrement() % victims.size());
        LOG.info("At {}: {} is killed.", point.label(), victim.name());
        victim.kill();
    }

    private void strike() {
        while (!over) {
            long before = System.currentTimeMillis();
            arm(true);
            CrashPoint point = arm(false);
            if (point == null) {
                awaitOver(Duration.ofSeconds(1));
                continue;
            }
            long hits = points.hitsOf(point);
            if (point.occasion() == CrashPoint.Occasion.RESTORE) {
                checkpoints.awaitFirst(LONGEST_WAIT, () -> over);
                // All of them, for the stream that comes by the point may run on any.
                for (int i = 0; i < installation.taskManagers(); i++) {
                    installation.taskManager(i).kill();
                }
            }
            boolean hit = isTrueWithin(LONGEST_WAIT, () -> over || points.hitsOf(point) > hits)
                    && points.hitsOf(point) > hits;
            points.disarm(point);
            LOG.info("{}: {} after {} ms", point.label(), hit ? "hit" : "not hit", System.currentTimeMillis() - before);
            if (hit && !checkpoints.awaitNewer(System.currentTimeMillis(), LONGEST_RECOVERY, () -> over)) {
                LOG.warn("No checkpoint of every stream within {} after {}.", LONGEST_RECOVERY, point.label());
            }
        }
    }

    /** The one that was hit least, if there is any to be hit. */
    private CrashPoint arm(boolean late) {
        CrashPoint point =
                wanting(late).min(Comparator.comparingLong(points::hitsOf)).orElse(null);
        if (point != null) {
            points.arm(point);
        }
        return point;
    }

    private Stream<CrashPoint> wanting(boolean late) {
        var hits = points.hits();
        return targets.stream()
                .filter(point -> point.occasion().isLate() == late)
                .filter(point -> hits.getOrDefault(point.label(), 0L) < wanted)
                .sorted();
    }

    private void awaitOver(Duration longest) {
        isTrueWithin(longest, () -> over);
    }

    private interface Question {
        boolean ask();
    }

    private static boolean isTrueWithin(Duration longest, Question question) {
        return Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(Duration.ofMillis(50))
                        .withMaxDuration(longest)
                        .withMaxRetries(-1)
                        .build())
                .get(question::ask);
    }
}
