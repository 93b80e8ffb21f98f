package dev.parallax.architectures.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    JsonNode post(String path, String body) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() >= 400) {
                throw new JobFailure("Flink at " + address + " answered " + response.statusCode() + ": "
                        + RootCause.ofStackTrace(answer.path("errors").path(0).asText()));
            }
            return answer;
        } catch (IOException e) {
            throw new JobFailure(
                    "Flink at " + address + " cannot be reached: is the cluster running, and is the address right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("Interrupted while waiting for Flink at " + address + ".", e);
        }
    }
}
