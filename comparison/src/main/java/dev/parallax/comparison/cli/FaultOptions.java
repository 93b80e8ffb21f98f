package dev.parallax.comparison.cli;

import dev.parallax.comparison.faults.FaultSpecification;
import dev.parallax.comparison.faults.FaultTarget;
import picocli.CommandLine.Option;

/** Which faults a comparison has to come over. */
final class FaultOptions {
    @Option(
            names = "--faults",
            paramLabel = "SPEC",
            description = {
                "Compares twice on a cluster of processes, without faults and with: taskmanager@40%%,broker@70%% kills"
                    + " a TaskManager when 40 %% of the log was fed, and the broker at 70 %%, and starts them again."
                    + " The final views must be the same, or the exit status is 1. There are taskmanager, jobmanager,"
                    + " broker, redis (with views in redis:embedded) and poison, which is records that nobody can"
                    + " process; any number of each. --seed chooses what chance would."
            })
    private String faults;

    private FaultSpecification specification;

    boolean areWanted() {
        return faults != null;
    }

    /** @throws IllegalArgumentException if there are no such faults, or what they strike cannot be killed */
    void check(ClusterOptions cluster, ViewOptions views) {
        if (faults == null) {
            return;
        }
        specification = FaultSpecification.parse(faults);
        if (cluster.isRemote()) {
            throw new IllegalArgumentException(
                    "--faults kills processes, and those of a running cluster are not its own:"
                            + " leave --cluster out, and a cluster is started for the run.");
        }
        if (specification.strikes(FaultTarget.REDIS) && !views.areInOwnRedis()) {
            throw new IllegalArgumentException(
                    "--faults: there is no Redis to be killed, as none is started for the run:"
                            + " give --views redis:embedded, or --speed-views, --batch-views or --kappa-views.");
        }
    }

    FaultSpecification specification() {
        return specification;
    }
}
