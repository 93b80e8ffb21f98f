package dev.parallax.comparison.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What Flink's REST interface says of the checkpoints of the streams that run: how one knows that they have come on again. */
public final class Checkpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

    private final URI rest;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    public Checkpoints(URI rest) {
        this.rest = rest;
    }

    /**
     * Waits until every stream has completed a checkpoint after this time.
     *
     * @param time in milliseconds since the epoch
     * @param over whether there is nothing left to wait for
     * @return whether they did
     */
    public boolean awaitNewer(long time, Duration longest, BooleanSupplier over) {
        return await(longest, over, newest -> newest.stream().allMatch(each -> each > time));
    }

    /**
     * Waits until there are streams, and every one has a checkpoint to go on from.
     *
     * @param over whether there is nothing left to wait for
     */
    void awaitFirst(Duration longest, BooleanSupplier over) {
        await(longest, over, newest -> !newest.isEmpty() && newest.stream().allMatch(each -> each > 0));
    }

    private boolean await(Duration longest, BooleanSupplier over, Predicate<List<Long>> holds) {
        RetryPolicy<Boolean> untilTrue = RetryPolicy.<Boolean>builder()
                .handleResult(false)
                .withDelay(Duration.ofMillis(100))
                .withMaxDuration(longest)
                .withMaxRetries(-1)
                .build();
        return Failsafe.with(untilTrue).get(() -> over.getAsBoolean() || holdsNow(holds));
    }

    private boolean holdsNow(Predicate<List<Long>> holds) {
        try {
            List<Long> newest = new ArrayList<>();
            for (JsonNode job : get("/jobs/overview").path("jobs")) {
                boolean stream = !job.path("name").asText().startsWith("batch-");
                if (stream && !ENDED.contains(job.path("state").asText())) {
                    newest.add(newest(job.path("jid").asText()));
                }
            }
            return holds.test(newest);
        } catch (IOException e) {
            return false; // the job manager is gone
        }
    }

    /** When its newest checkpoint was complete, in milliseconds since the epoch; 0 if it has none. */
    private long newest(String job) throws IOException {
        return get("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("latest_ack_timestamp")
                .asLong();
    }

    private JsonNode get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(rest.resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
