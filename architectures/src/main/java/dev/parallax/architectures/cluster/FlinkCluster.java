package dev.parallax.architectures.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A Flink cluster that runs jobs: a local mini-cluster in this JVM, or a running one elsewhere. Both are spoken to over REST alike. */
public final class FlinkCluster implements AutoCloseable {
    /** A JobManager that answered before and is gone may be replaced: its cluster elects a new one, which recovers the jobs. */
    private static final Duration LONGEST_ELECTION = Duration.ofMinutes(3);

    private static final Duration BETWEEN_SUBMISSIONS = Duration.ofMillis(500);

    private final MiniCluster local;
    private final URI address;
    private final RestApi rest;
    private final Configuration jobs;
    private final List<RunningJob> submitted = new CopyOnWriteArrayList<>();
    private boolean closed;

    private FlinkCluster(MiniCluster local, RestApi rest, URI address, Configuration jobs, List<Path> jars) {
        this.local = local;
        this.address = address;
        this.rest = rest;
        this.jobs = jobs;
        jobs.set(
                PipelineOptions.JARS,
                jars.stream().map(jar -> jar.toUri().toString()).toList());
        jobs.set(DeploymentOptions.TARGET, "remote");
        jobs.set(DeploymentOptions.ATTACHED, false);
        jobs.set(RestOptions.ADDRESS, address.getHost());
        jobs.set(RestOptions.PORT, address.getPort());
        jobs.set(PipelineOptions.MAX_PARALLELISM, 128);
        jobs.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    }

    /**
     * A mini-cluster in this JVM, reachable on loopback alone.
     *
     * @param slots how many subtasks of each kind run at once, over all jobs
     * @param directory for its checkpoints and temporary files; the caller's to remove
     */
    public static FlinkCluster local(int slots, Path directory) {
        return local(slots, directory, List.of());
    }

    /** The same, for jobs with classes that are not on this JVM's class path but in {@code jars}. */
    public static FlinkCluster local(int slots, Path directory, List<Path> jars) {
        return local(slots, directory, jars, 1);
    }

    /**
     * The same.
     *
     * @param retained how many checkpoints of each job are kept: Flink asks the cluster, not the job
     */
    public static FlinkCluster local(int slots, Path directory, List<Path> jars, int retained) {
        Configuration configuration = MiniClusterSettings.of(slots, directory, retained);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            cluster.start();
            URI address = cluster.getRestAddress().get();
            RestApi rest = new RestApi(address, Duration.ZERO);
            return new FlinkCluster(cluster, rest, address, new Configuration(configuration), jars);
        } catch (Exception e) {
            cluster.closeAsync();
            throw new JobFailure("The local Flink cluster did not start: " + RootCause.of(e), e);
        }
    }

    /**
     * A cluster that runs already.
     *
     * @param address of its REST interface
     * @param jars with the jobs' classes, which are sent along with each job
     * @throws JobFailure if nobody answers there, or not a Flink that understands these jobs
     */
    public static FlinkCluster at(URI address, List<Path> jars) {
        RestApi rest = new RestApi(address, LONGEST_ELECTION);
        String version = rest.getAtOnce("/overview").path("flink-version").asText();
        if (version.isEmpty()) {
            throw RestApi.isNotFlink(address, null);
        }
        String expected = release(EnvironmentInformation.getVersion());
        if (!release(version).equals(expected)) {
            throw new JobFailure("The cluster at " + address + " runs Flink " + version
                    + ", but Parallax' jobs are made for Flink " + expected + ".");
        }
        FlinkCluster cluster =
                new FlinkCluster(null, new RestApi(address, LONGEST_ELECTION), address, new Configuration(), jars);
        Configuration settings = cluster.settings();
        if (!settings.contains(RestartStrategyOptions.RESTART_STRATEGY)) {
            cluster.limitRestarts();
        }
        settings.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                .ifPresent(timeout -> cluster.jobs.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, timeout));
        return cluster;
    }

    /** Left to itself Flink starts a stream again for ever, and nobody who waits for it would be told what fails. Half a minute is enough for a lost process. */
    private void limitRestarts() {
        jobs.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        jobs.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(200));
        jobs.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(5));
        jobs.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 12);
    }

    /** What its administrator has configured. */
    private Configuration settings() {
        Map<String, String> settings = new HashMap<>();
        rest.get("/jobmanager/config")
                .forEach(each -> settings.put(
                        each.path("key").asText(), each.path("value").asText()));
        return Configuration.fromMap(settings);
    }

    /** Jobs are sent as serialized objects, which another minor release may not read. */
    private static String release(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    /** Where its REST interface is. */
    public URI address() {
        return address;
    }

    /**
     * Makes sure that streams can be drained here.
     *
     * @throws JobFailure if not: Flink drains a stream into a savepoint, and has no place for one
     */
    public void requireSavepoints() {
        if (!settings().contains(CheckpointingOptions.SAVEPOINT_DIRECTORY)) {
            throw new JobFailure(
                    "The cluster at " + address + " has no place for savepoints, which ending a stream needs: set "
                            + CheckpointingOptions.SAVEPOINT_DIRECTORY.key() + " in its configuration.");
        }
    }

    /** A job by the name that people gave it. */
    public record JobName(String id, String name) {}

    /**
     * A job that runs here, whoever submitted it.
     *
     * @param called its id, the beginning of that, or its name
     * @throws IllegalArgumentException if there is none, or there are several, with a sentence that names those there are
     */
    public JobName runningJob(String called) {
        List<JobName> running = new ArrayList<>();
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            if (job.path("state").asText().equals("RUNNING")) {
                running.add(
                        new JobName(job.path("jid").asText(), job.path("name").asText()));
            }
        }
        List<JobName> meant = running.stream()
                .filter(job -> job.id().startsWith(called) || job.name().equals(called))
                .toList();
        if (meant.size() != 1) {
            String all = running.stream()
                    .map(job -> job.id() + " (" + job.name() + ")")
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("The cluster at " + address + " has "
                    + (meant.isEmpty() ? "no running job '" : "several running jobs '") + called + "'"
                    + (all.isEmpty() ? ", and no other." : "; there are: " + all + "."));
        }
        return meant.get(0);
    }

    /** Whether a job with that id has not ended yet. */
    public boolean runs(String id) {
        String state = rest.find("/jobs/" + id + "/status").path("status").asText();
        return !state.isEmpty() && !List.of("FINISHED", "FAILED", "CANCELED").contains(state);
    }

    /**
     * Stops a job, whoever submitted it, so that another one can go on where it stopped.
     *
     * @param directory where the place to go on from is kept; null for where the cluster's administrator wants it
     * @return that place
     * @throws JobFailure if it cannot be stopped, with the root cause
     */
    public String stop(String id, String directory) {
        if (directory == null) {
            requireSavepoints();
        }
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("targetDirectory", directory)
                .put("drain", false)
                .put("formatType", "NATIVE")
                .toString();
        String request = "/jobs/" + id + "/savepoints/"
                + rest.post("/jobs/" + id + "/stop", body).path("request-id").asText();
        JsonNode answer = Failsafe.with(RetryPolicy.<JsonNode>builder()
                        .handleIf(problem -> false)
                        .handleResultIf(
                                said -> said.path("status").path("id").asText().equals("IN_PROGRESS"))
                        .withDelay(Duration.ofMillis(50))
                        .withMaxRetries(-1)
                        .build())
                .get(() -> rest.get(request));
        String place = answer.path("operation").path("location").asText();
        if (!place.isEmpty()) {
            return place;
        }
        String stackTrace = answer.path("operation")
                .path("failure-cause")
                .path("stack-trace")
                .asText();
        String savepoint = InterruptedStop.savepoint(stackTrace);
        if (savepoint == null) {
            throw new JobFailure("The job " + id + " could not be stopped: " + RootCause.ofStackTrace(stackTrace));
        }
        return savepoint;
    }

    /** An environment whose jobs run here. */
    public StreamExecutionEnvironment environment(int parallelism) {
        // Not getExecutionEnvironment(): outside a cluster that means a cluster of its own for each job.
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(
                new Configuration(jobs), Thread.currentThread().getContextClassLoader());
        environment.setParallelism(parallelism);
        return environment;
    }

    /**
     * Where streams keep their state from now on.
     *
     * @param backend {@code hashmap}, in the heap; or {@code rocksdb}, on disk: then it may be larger than memory, and what is new in it is written to a checkpoint
     */
    public void keepState(String backend) {
        jobs.set(StateBackendOptions.STATE_BACKEND, backend);
        jobs.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, backend.equals("rocksdb"));
    }

    /** Starts what was added to an environment of this cluster. */
    public synchronized RunningJob submit(StreamExecutionEnvironment environment, String name) {
        if (closed) {
            throw new JobFailure("The job '" + name + "' was not submitted: its cluster has been closed.");
        }
        // Whoever has noted the job before it is sent has given it one.
        JobID id = environment
                .getConfiguration()
                .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
                .map(JobID::fromHexString)
                .orElseGet(JobID::new);
        RunningJob job = new RunningJob(
                name,
                submit(environment, name, id),
                savepoint -> {
                    environment.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
                    return submit(environment, name, new JobID());
                },
                rest);
        submitted.add(job);
        return job;
    }

    private JobClient submit(StreamExecutionEnvironment environment, String name, JobID id) {
        environment.configure(new Configuration().set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id.toHexString()));
        // What was added stays, for a successor of the job.
        StreamGraph graph = environment.getStreamGraph(false);
        graph.setJobName(name);
        try {
            return Failsafe.with(RetryPolicy.<JobClient>builder()
                            .handle(CompletionException.class)
                            .withDelay(BETWEEN_SUBMISSIONS)
                            .withMaxDuration(BETWEEN_SUBMISSIONS.multipliedBy(2).plus(rest.patience()))
                            .withMaxRetries(rest.patience().isZero() ? 0 : -1)
                            .build())
                    .get(() -> submitOnce(environment, graph, id));
        } catch (CompletionException e) {
            throw new JobFailure("The job '" + name + "' could not be submitted: " + RootCause.of(e), e);
        }
    }

    /** A JobManager may be lost after it has taken the job, and before it could say so: then the next one has the job. */
    private JobClient submitOnce(StreamExecutionEnvironment environment, StreamGraph graph, JobID id) {
        try {
            // Not to be interrupted: Flink would leave behind the file in which it sends the job.
            return CompletableFuture.supplyAsync(() -> send(environment, graph)).join();
        } catch (CompletionException e) {
            if (!rest.patience().isZero() && RunningJob.isKnown(rest, id)) {
                return clientOf(id);
            }
            throw e;
        }
    }

    private JobClient clientOf(JobID id) {
        return new ClusterClientJobClientAdapter<>(
                this::restClient, id, Thread.currentThread().getContextClassLoader());
    }

    private ClusterClient<StandaloneClusterId> restClient() {
        try {
            return new RestClusterClient<>(jobs, StandaloneClusterId.getInstance());
        } catch (Exception e) {
            throw new JobFailure("Flink at " + address + " cannot be reached: " + RootCause.of(e), e);
        }
    }

    private static JobClient send(StreamExecutionEnvironment environment, StreamGraph graph) {
        try {
            return environment.executeAsync(graph);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** Ends a mini-cluster; on a cluster that goes on running, the jobs that were submitted here and have not ended are cancelled. */
    @Override
    public synchronized void close() {
        closed = true;
        if (local == null) {
            cancelAll();
            return;
        }
        submitted.forEach(RunningJob::settle);
        try {
            local.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new JobFailure("The local Flink cluster did not stop: " + RootCause.of(e), e);
        }
    }

    private void cancelAll() {
        JobFailure failure = null;
        for (RunningJob job : submitted) {
            try {
                job.cancelIfRunning();
            } catch (JobFailure e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new JobFailure(
                    "Jobs may still run on the cluster at " + address + ": " + failure.getMessage(), failure);
        }
    }
}
