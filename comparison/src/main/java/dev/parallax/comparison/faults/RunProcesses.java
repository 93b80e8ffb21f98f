package dev.parallax.comparison.faults;

import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.processes.OwnProcess;
import dev.parallax.processes.ProcessCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;

/** The processes under a comparison that a fault can strike. */
public final class RunProcesses {
    private final ProcessCluster cluster;
    private final BrokerProcess broker;
    private final EmbeddedRedis redis;

    /** @param redis keeps what it is told over a crash; null if there is none */
    public RunProcesses(ProcessCluster cluster, BrokerProcess broker, EmbeddedRedis redis) {
        this.cluster = cluster;
        this.broker = broker;
        this.redis = redis;
    }

    /**
     * Kills a process and starts it again. A broker and a Redis answer then; what is Flink's is still on its way.
     *
     * @return its name
     */
    String strike(FaultTarget target, SplittableRandom random) {
        try {
            switch (target) {
                case TASKMANAGER -> {
                    List<OwnProcess> all = cluster.taskManagers();
                    return restarted(all.get(random.nextInt(all.size())));
                }
                case JOBMANAGER -> {
                    return restarted(cluster.jobManager());
                }
                case BROKER -> {
                    broker.kill();
                    broker.startAgain();
                }
                case REDIS -> {
                    redis.kill();
                    redis.startAgain();
                }
                case POISON -> throw new IllegalArgumentException("Poison strikes no process.");
            }
            return target.label();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String restarted(OwnProcess process) {
        process.kill();
        process.restart();
        return process.name();
    }
}
