package dev.parallax.comparison.soak;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.comparison.crash.Checkpoints;
import dev.parallax.comparison.crash.CrashPoint;
import dev.parallax.comparison.crash.CrashPoints;
import dev.parallax.comparison.crash.Installation;
import dev.parallax.comparison.crash.Strikes;
import dev.parallax.processes.OwnProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strikes at random: kills a process, or two; holds one up, beyond the heartbeat or not; or arms a crash point, so that a process ends in a checkpoint, in the
 * serving switch, or while a savepoint is taken. Then it mostly waits until the streams have completed a checkpoint again, and sometimes not.
 */
final class RandomKills implements Strikes {
    private static final Logger LOG = LoggerFactory.getLogger(RandomKills.class);

    /** Between two strikes, in milliseconds. */
    private static final int SHORTEST_PAUSE = 2_000;

    private static final int LONGEST_PAUSE = 16_000;
    private static final Duration LONGEST_AIM = Duration.ofSeconds(40);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(10);

    private final Installation installation;
    private final CrashPoints points;
    private final Checkpoints checkpoints;
    private final Random random;
    private final long started = System.nanoTime();
    private final List<Kill> kills = new ArrayList<>();
    private final List<String> standstills = new ArrayList<>();
    private volatile boolean over = true;
    private Thread striking;

    RandomKills(Installation installation, CrashPoints points, long seed) {
        this.installation = installation;
        this.points = points;
        this.checkpoints = new Checkpoints(installation.rest());
        this.random = new Random(seed);
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
        try {
            striking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        for (CrashPoint point : CrashPoint.values()) {
            points.disarm(point);
        }
        installation.awaitAll();
    }

    /** All so far. */
    synchronized List<Kill> kills() {
        return List.copyOf(kills);
    }

    /** Strikes after which no stream came on for minutes. */
    synchronized List<String> standstills() {
        return List.copyOf(standstills);
    }

    @Override
    public void reached(CrashPoint point) {
        if (points.isHit(point)) {
            OwnProcess victim = any(List.of(installation.broker(), anyTaskManager(), installation.jobManager()));
            LOG.info("At {}: {} is killed.", point.label(), victim.name());
            victim.kill();
        }
    }

    private void strike() {
        while (!over) {
            waitFor(between(SHORTEST_PAUSE, LONGEST_PAUSE), () -> over);
            if (over) {
                return;
            }
            try {
                strikeOnce();
            } catch (RuntimeException e) {
                // A process that is to be held up may just have died.
                LOG.warn("A strike missed.", e);
            }
        }
    }

    private void strikeOnce() {
        long time = System.currentTimeMillis();
        int dice = random.nextInt(100);
        if (dice < 28) {
            killed(time, anyTaskManager());
        } else if (dice < 37) {
            killed(time, installation.jobManager());
        } else if (dice < 46) {
            killed(time, installation.broker());
        } else if (dice < 53) {
            installation.killRedis();
            note("redis killed", time);
        } else if (dice < 56) {
            killed(time, installation.zooKeeper());
        } else if (dice < 60) {
            OwnProcess one = anyTaskManager();
            OwnProcess other = any(List.of(installation.broker(), installation.jobManager()));
            one.kill();
            other.kill();
            note(one.name() + " and " + other.name() + " killed", time);
        } else if (dice < 66) {
            paused(anyTaskManager(), between(1_000, 15_000));
        } else if (dice < 70) {
            paused(any(List.of(installation.broker(), installation.jobManager())), between(1_000, 6_000));
        } else {
            aimed();
        }
    }

    private void killed(long time, OwnProcess victim) {
        victim.kill();
        note(kind(victim) + " killed", time);
    }

    private void paused(OwnProcess victim, long millis) {
        long time = System.currentTimeMillis();
        victim.pause();
        waitFor(millis, () -> false);
        if (victim.isAlive()) {
            victim.resume();
        }
        note(kind(victim) + " held up", time);
    }

    private void aimed() {
        CrashPoint point = any(List.of(CrashPoint.values()));
        long before = points.hitsOf(point);
        points.arm(point);
        if (point.occasion() == CrashPoint.Occasion.RESTORE) {
            long time = System.currentTimeMillis();
            OwnProcess victim = anyTaskManager();
            victim.kill();
            add(new Kill(second(time), "taskmanager killed", -1));
        }
        waitFor(LONGEST_AIM.toMillis(), () -> over || points.hitsOf(point) > before);
        points.disarm(point);
        if (points.hitsOf(point) > before) {
            note("at " + point.label(), System.currentTimeMillis());
        }
    }

    private static String kind(OwnProcess process) {
        return process.name().replaceFirst("-\\d+$", "");
    }

    /** Notes a strike, with the time until the streams came on again. Now and then the next strike comes before that. */
    private void note(String what, long time) {
        LOG.info("{} at second {}", what, second(time));
        if (random.nextInt(5) == 0) {
            add(new Kill(second(time), what, -1));
            return;
        }
        boolean recovered = checkpoints.awaitNewer(time, LONGEST_RECOVERY, () -> over);
        if (!recovered) {
            synchronized (this) {
                standstills.add("No stream came on for " + LONGEST_RECOVERY.toMinutes() + " minutes after: " + what
                        + ", at second " + second(time) + ".");
            }
        }
        add(new Kill(second(time), what, over || !recovered ? -1 : System.currentTimeMillis() - time));
    }

    private synchronized void add(Kill kill) {
        kills.add(kill);
    }

    private long second(long time) {
        long ago = System.currentTimeMillis() - time;
        return ((System.nanoTime() - started) / 1_000_000 - ago) / 1_000;
    }

    private OwnProcess anyTaskManager() {
        return installation.taskManager(random.nextInt(installation.taskManagers()));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private long between(int least, int most) {
        return least + random.nextInt(most - least);
    }

    private static void waitFor(long millis, BooleanSupplier enough) {
        Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(Duration.ofMillis(50))
                        .withMaxDuration(Duration.ofMillis(Math.max(millis, 100)))
                        .withMaxRetries(-1)
                        .build())
                .get(enough::getAsBoolean);
    }
}
