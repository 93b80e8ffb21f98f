package dev.parallax.architectures.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.parallax.shared.flow.JobCost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A job on a cluster, watched over REST. */
public final class RunningJob {
    /** A JobManager knows nothing of jobs that ended before it was started. */
    private static final String FORGOTTEN = "FORGOTTEN";

    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED", FORGOTTEN);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    /** What a job wrote before it ended may come to be seen so much later. */
    private static final Duration LONGEST_FORGOTTEN = Duration.ofMinutes(1);

    private final String name;
    private final Function<String, JobClient> successor;
    private final RestApi rest;
    private volatile JobClient client;
    private Cost before = Cost.NOTHING;
    private String requested;
    private volatile boolean ended;
    private volatile long forgottenSince;

    /** @param successor starts the same job once more, from a savepoint */
    RunningJob(String name, JobClient client, Function<String, JobClient> successor, RestApi rest) {
        this.name = name;
        this.client = client;
        this.successor = successor;
        this.rest = rest;
    }

    public String name() {
        return name;
    }

    private String path() {
        return "/jobs/" + client.getJobID();
    }

    private String state() {
        return state(rest, client.getJobID());
    }

    private static String state(RestApi rest, JobID id) {
        // Not the job's details: those Flink caches for a while.
        return rest.findRecovered("/jobs/" + id + "/status").path("status").asText(FORGOTTEN);
    }

    /** Whether a cluster has ever heard of a job, and not forgotten it. */
    static boolean isKnown(RestApi rest, JobID id) {
        return !state(rest, id).equals(FORGOTTEN);
    }

    /**
     * One that is not known any more may have ended well, and is taken to have done so for a minute.
     *
     * @throws JobFailure with the root cause, if the job failed or was cancelled
     */
    public void throwIfFailed() {
        String state = state();
        if (!state.equals(FORGOTTEN)) {
            forgottenSince = 0;
        } else if (forgottenSince == 0) {
            forgottenSince = System.nanoTime();
        }
        if (forgottenSince == 0 || System.nanoTime() - forgottenSince > LONGEST_FORGOTTEN.toNanos()) {
            throwIfFailed(state);
        }
    }

    private void throwIfFailed(String state) {
        if (state.equals("FAILED")) {
            throw new JobFailure("The job '" + name + "' failed: " + rootCause());
        }
        if (state.equals(FORGOTTEN)) {
            throw new JobFailure("The job '" + name + "' is not known to its cluster: was the JobManager started anew,"
                    + " without high availability?");
        }
        if (state.equals("CANCELED") || state.equals("CANCELLING")) {
            throw new JobFailure("The job '" + name + "' was cancelled.");
        }
    }

    private String rootCause() {
        return RootCause.ofStackTrace(stackTrace());
    }

    private String stackTrace() {
        return rest.get(path() + "/exceptions?maxExceptions=1")
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText();
    }

    /** Asks for a checkpoint now, unless one that was asked for is still under way. What it commits is seen in the view, not here. */
    public void triggerCheckpoint() {
        if (!isCheckpointUnderWay() && state().equals("RUNNING")) {
            JsonNode answer = rest.post(path() + "/checkpoints", "{\"checkpointType\":\"CONFIGURED\"}");
            requested = path() + "/checkpoints/" + answer.path("request-id").asText();
        }
    }

    /** To be asked until it is not: a cluster that shuts down waits minutes for the one who requested a checkpoint. */
    private boolean isCheckpointUnderWay() {
        if (requested != null
                && !rest.find(requested).path("status").path("id").asText().equals("IN_PROGRESS")) {
            requested = null;
        }
        return requested != null;
    }

    /** Waits for what was asked for but not waited for; to be called before the job's cluster shuts down. */
    void settle() {
        try {
            awaitCheckpoint();
        } catch (JobFailure unreachable) {
            // Then there is nothing left to wait for.
        }
    }

    private void awaitCheckpoint() {
        Failsafe.with(whileTrue(30)).get(this::isCheckpointUnderWay);
    }

    private static RetryPolicy<Boolean> whileTrue(int seconds) {
        return RetryPolicy.<Boolean>builder()
                .handleIf(problem -> false)
                .handleResult(true)
                // The longer it has taken the longer it may take, and each question costs the cluster CPU time.
                .withBackoff(Duration.ofMillis(20), Duration.ofMillis(250), 1.1)
                .withMaxDuration(Duration.ofSeconds(seconds))
                .withMaxRetries(-1)
                .build();
    }

    /** Ends the job as if its input had ended: every window closes, everything is committed. */
    public void drain() {
        String savepoint = stop(true, null, "drained");
        if (savepoint != null) {
            dispose(savepoint);
        }
    }

    /**
     * Ends the job so that another one can go on where it stopped: open windows stay open, and what was read is committed.
     *
     * @param directory where the place to go on from is kept
     * @return that place
     */
    public String stop(String directory) {
        String savepoint = stop(false, directory, "stopped");
        if (savepoint == null) {
            throw new JobFailure("The job '" + name + "' has stopped, but its JobManager was lost before it could say"
                    + " with which savepoint: it is the newest one in " + directory + ".");
        }
        return savepoint;
    }

    /**
     * Where a process is lost while the job stops, the job goes on from its last checkpoint, and is to be stopped anew.
     *
     * @return the savepoint; null if the job has ended and nobody knows any more with which one
     */
    private String stop(boolean drain, String directory, String done) {
        awaitCheckpoint();
        try {
            return Failsafe.with(this.<String>whilePatient(ExecutionException.class))
                    .get(() -> stopOnce(drain, directory));
        } catch (FailsafeException e) {
            throw e.getCause() instanceof InterruptedException cause
                    ? interrupted(cause)
                    : new JobFailure("The job '" + name + "' could not be " + done + ": " + RootCause.of(e), e);
        }
    }

    private String stopOnce(boolean drain, String directory) throws ExecutionException, InterruptedException {
        try {
            return client.stopWithSavepoint(drain, directory, SavepointFormatType.NATIVE)
                    .get();
        } catch (ExecutionException e) {
            String state = state();
            if (state.equals("FINISHED") || state.equals(FORGOTTEN)) {
                return null;
            }
            String savepoint = state.equals("FAILED") ? InterruptedStop.savepoint(stackTrace()) : null;
            if (savepoint != null) {
                return drain ? drainFrom(savepoint) : savepoint;
            }
            throwIfFailed(state);
            throw e;
        }
    }

    /** What the savepoint has to commit is committed when a job goes on from it; that one is then drained. */
    private String drainFrom(String savepoint) throws ExecutionException, InterruptedException {
        before = costNow();
        client = successor.apply(savepoint);
        ended = false;
        Failsafe.with(whileTrue(60)).get(() -> !isRunning() && !ENDED.contains(state()));
        String last = stopOnce(true, null);
        dispose(savepoint);
        return last;
    }

    private <T> RetryPolicy<T> whilePatient(Class<? extends Exception> passing) {
        return RetryPolicy.<T>builder()
                .handle(passing)
                .withDelay(BETWEEN_ATTEMPTS)
                .withMaxDuration(BETWEEN_ATTEMPTS.multipliedBy(2).plus(rest.patience()))
                .withMaxRetries(rest.patience().isZero() ? 0 : -1)
                .build();
    }

    /** By partition, the first offset that the stream has not read; without partitions from which it read nothing. It may lag some seconds. */
    public Map<Integer, Long> nextOffsets() {
        return position().nextOffsets();
    }

    /** Where the stream's newest attempt is; it may lag some seconds, and is not known while the stream starts. */
    public StreamPosition position() {
        try {
            return StreamPosition.of(client.getAccumulators().get());
        } catch (ExecutionException e) {
            return StreamPosition.UNKNOWN; // it starts, or is just restarting
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The newest checkpoints that have been completed; none that a JobManager knew of which is gone. */
    public List<CompletedCheckpoint> completedCheckpoints() {
        return CompletedCheckpoint.in(rest.find(path() + "/checkpoints"));
    }

    /** Whether all its tasks run: before that it cannot be stopped. */
    public boolean isRunning() {
        JsonNode vertices = rest.find(path()).path("vertices");
        for (JsonNode vertex : vertices) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    /** Bytes of state in the newest completed checkpoint; 0 before there is one. */
    public long stateBytes() {
        return rest.find(path() + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("state_size")
                .asLong();
    }

    /** With every window closed, nothing can go on from it. */
    private void dispose(String savepoint) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("savepoint-path", savepoint)
                .toString();
        String disposal = "/savepoint-disposal/"
                + rest.post("/savepoint-disposal", body).path("request-id").asText();
        Failsafe.with(whileTrue(10))
                .get(() ->
                        rest.find(disposal).path("status").path("id").asText().equals("IN_PROGRESS"));
    }

    /**
     * Whether it has come to its end by itself.
     *
     * @throws JobFailure with the root cause, if the job failed or was cancelled
     */
    public boolean isFinished() {
        // Asked once: a job that fails between two questions would be taken for one that is done.
        String state = state();
        throwIfFailed(state);
        ended = ended || ENDED.contains(state);
        return ended;
    }

    /** Waits for a bounded job to be done, of which all that it wrote is there already. */
    public void awaitFinished() {
        Failsafe.with(whileTrue(Integer.MAX_VALUE)).get(() -> {
            String state = state();
            return !state.equals(FORGOTTEN) && !isFinished();
        });
    }

    /** Cancels the job unless it has ended, and waits until it writes nothing any more. */
    public void cancelIfRunning() {
        awaitCheckpoint();
        try {
            Failsafe.with(this.<Boolean>whilePatient(ExecutionException.class)).get(this::cancelOnce);
        } catch (FailsafeException e) {
            throw e.getCause() instanceof InterruptedException cause
                    ? interrupted(cause)
                    : new JobFailure("The job '" + name + "' could not be cancelled: " + RootCause.of(e), e);
        }
    }

    private boolean cancelOnce() throws ExecutionException, InterruptedException {
        if (hasEnded()) {
            return true;
        }
        try {
            client.cancel().get(10, TimeUnit.SECONDS);
            Failsafe.with(whileTrue(10)).get(() -> !hasEnded());
        } catch (ExecutionException e) {
            if (!hasEnded()) {
                throw e;
            }
        } catch (TimeoutException e) {
            if (!hasEnded()) {
                throw new ExecutionException(e);
            }
        }
        return true;
    }

    /** Once that is known the cluster is not asked again: after a while it forgets a job. */
    private boolean hasEnded() {
        ended = ended || ENDED.contains(state());
        return ended;
    }

    /** What the job has spent; complete when it has ended, except for what went with a JobManager that was lost. */
    public Cost cost() {
        try {
            return Failsafe.with(this.<Cost>whilePatient(ExecutionException.class))
                    .get(this::costNow);
        } catch (FailsafeException e) {
            throw e.getCause() instanceof InterruptedException cause
                    ? interrupted(cause)
                    : new JobFailure("The cost of the job '" + name + "' is not known: " + RootCause.of(e), e);
        }
    }

    private Cost costNow() throws ExecutionException, InterruptedException {
        if (state().equals(FORGOTTEN)) {
            return before;
        }
        Map<String, Object> counters = client.getAccumulators().get();
        JsonNode checkpoints = rest.find(path() + "/checkpoints"); // a batch job has none
        JsonNode summary = checkpoints.path("summary");
        long completed = checkpoints.path("counts").path("completed").asLong();
        return before.plus(new Cost(
                counter(counters, JobCost.CPU_NANOS) / 1e9,
                counter(counters, JobCost.RECORDS_READ),
                counter(counters, JobCost.BYTES_READ),
                summary.path("state_size").path("max").asLong(),
                completed * summary.path("checkpointed_size").path("avg").asLong(),
                counter(counters, JobCost.STORE_WRITES)));
    }

    private static long counter(Map<String, Object> counters, String name) {
        return counters.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private JobFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new JobFailure("Interrupted while waiting for the job '" + name + "'.", e);
    }
}
