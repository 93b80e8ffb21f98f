package dev.parallax.architectures.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Flink's REST interface, as far as it is needed here. While a JobManager is being replaced nobody answers, or one that does not know its jobs yet: that is waited
 * for, as long as the patience lasts.
 */
final class RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    /** A JobManager that answers knows what it has to recover, and nearly all of it at once. */
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);

    private static final List<String> NOT_READY = List.of(
            "AskTimeoutException",
            "RecipientUnreachableException",
            "FencingTokenException",
            "EndpointNotStartedException",
            "UnavailableDispatcherOperationException");

    private final URI address;
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param patience zero for none */
    RestApi(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    JsonNode get(String path) {
        return answer(send(HttpRequest.newBuilder(address.resolve(path)).GET(), RestApi::isNone, true));
    }

    /** The same, to find out whether there is a cluster at all: if nobody answers, that is not waited for. */
    JsonNode getAtOnce(String path) {
        return answer(send(
                HttpRequest.newBuilder(address.resolve(path)).GET(), response -> response.statusCode() == 503, false));
    }

    /** The answer; a missing node where there is none, or none yet: of a job that is just being initialized. */
    JsonNode find(String path) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(address.resolve(path)).GET(), any -> false, true);
        return isNone(response) ? MissingNode.getInstance() : answer(response);
    }

    /** How long it is waited for a JobManager that is gone. */
    Duration patience() {
        return patience;
    }

    /** The answer of a JobManager that has had the time to recover its jobs; a missing node where there is none. */
    JsonNode findRecovered(String path) {
        HttpRequest.Builder question =
                HttpRequest.newBuilder(address.resolve(path)).GET();
        Duration longest = patience.compareTo(LONGEST_RECOVERY) < 0 ? patience : LONGEST_RECOVERY;
        HttpResponse<String> response = longest.isZero()
                ? send(question, any -> false, true)
                : Failsafe.with(until(RestApi::isUnknown, false, longest))
                        .get(() -> send(question, RestApi::isNotReady, true));
        return isNone(response) ? MissingNode.getInstance() : answer(response);
    }

    /** What is asked for may be done twice. */
    JsonNode post(String path, String body) {
        return answer(send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                RestApi::isNone,
                true));
    }

    private static boolean isNone(HttpResponse<String> response) {
        return isUnknown(response) || isNotReady(response);
    }

    /** Asked for the status of a job that it does not know, Flink answers as if it had failed itself. */
    private static boolean isUnknown(HttpResponse<String> response) {
        return response.statusCode() == 404 || response.body().contains("FlinkJobNotFoundException");
    }

    /** One that has just lost the lead to another, or to itself, says in the name of parts that are gone already that they do not answer. */
    private static boolean isNotReady(HttpResponse<String> response) {
        return response.statusCode() == 503
                || NOT_READY.stream().anyMatch(problem -> response.body().contains(problem));
    }

    private JsonNode answer(HttpResponse<String> response) {
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() < 400) {
                return answer;
            }
            JsonNode errors = answer.path("errors");
            if (errors.isEmpty()) {
                throw isNotFlink(address, null);
            }
            // The first is a heading, the last one the stack trace.
            throw new JobFailure("Flink at " + address + " answered " + response.statusCode() + ": "
                    + RootCause.ofStackTrace(errors.path(errors.size() - 1).asText()));
        } catch (JsonProcessingException e) {
            throw isNotFlink(address, e);
        }
    }

    static JobFailure isNotFlink(URI address, Exception e) {
        return new JobFailure("What answers at " + address + " is not Flink's REST interface.", e);
    }

    private HttpResponse<String> send(
            HttpRequest.Builder request, Predicate<HttpResponse<String>> notYet, boolean silenceToo) {
        HttpRequest question = request.timeout(Duration.ofSeconds(30)).build();
        try {
            return patience.isZero()
                    ? http.send(question, HttpResponse.BodyHandlers.ofString())
                    : Failsafe.with(until(notYet, silenceToo, patience))
                            .get(() -> http.send(question, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (FailsafeException e) {
            throw e.getCause() instanceof InterruptedException cause ? interrupted(cause) : unreachable(e);
        }
    }

    private static RetryPolicy<HttpResponse<String>> until(
            Predicate<HttpResponse<String>> notYet, boolean silenceToo, Duration longest) {
        return RetryPolicy.<HttpResponse<String>>builder()
                .handleIf(problem -> silenceToo && problem instanceof IOException)
                .handleResultIf(notYet::test)
                .withDelay(BETWEEN_QUESTIONS)
                .withMaxDuration(longest)
                .withMaxRetries(-1)
                .build();
    }

    private JobFailure unreachable(Exception e) {
        return new JobFailure(
                "Flink at " + address + " cannot be reached: is the cluster running, and is the address right?", e);
    }

    private JobFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new JobFailure("Interrupted while waiting for Flink at " + address + ".", e);
    }
}
