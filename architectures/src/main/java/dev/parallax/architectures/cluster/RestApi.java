package dev.parallax.architectures.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Flink's REST interface, as far as it is needed here. */
final class RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    RestApi(URI address) {
        this.address = address;
    }

    JsonNode get(String path) {
        return answer(send(HttpRequest.newBuilder(address.resolve(path)).GET()));
    }

    /** The answer; a missing node where there is none, or none yet: of a job that is just being initialized. */
    JsonNode find(String path) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(address.resolve(path)).GET());
        boolean none = response.statusCode() == 404 || response.statusCode() == 503;
        return none ? MissingNode.getInstance() : answer(response);
    }

    JsonNode post(String path, String body) {
        return answer(send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
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

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new JobFailure(
                    "Flink at " + address + " cannot be reached: is the cluster running, and is the address right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("Interrupted while waiting for Flink at " + address + ".", e);
        }
    }
}
