package dev.parallax.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JobManager says of its cluster. */
final class ClusterRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final Pattern ACTOR = Pattern.compile("@([^:/]+):(\\d+)/");

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST_ANSWER).build();

    ClusterRest(URI address) {
        this.address = address;
    }

    /** @return empty if nobody answers, or not yet with what was asked for */
    private Optional<JsonNode> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(LONGEST_ANSWER)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailure("Interrupted while waiting for Flink at " + address + ".", e);
        }
    }

    /** The names of the TaskManagers whose slots can be had and that are there: Flink itself needs a while to notice that one has died. */
    Set<String> taskManagers() {
        Set<String> registered = new HashSet<>();
        get("/taskmanagers")
                .ifPresent(answer -> answer.path("taskmanagers").forEach(each -> {
                    // It registers first, and says a moment later how many slots it has.
                    if (each.path("slotsNumber").asInt() > 0
                            && listens(each.path("path").asText())) {
                        registered.add(FlinkProcess.nameOf(each.path("id").asText()));
                    }
                }));
        return registered;
    }

    /** Whether anybody answers. */
    boolean answers() {
        return get("/overview").isPresent();
    }

    /** Jobs that have not ended; 0 if nobody answers. */
    int jobs() {
        return get("/overview")
                .map(answer -> answer.path("jobs-running").asInt())
                .orElse(0);
    }

    private static boolean listens(String actor) {
        Matcher parts = ACTOR.matcher(actor);
        if (!parts.find()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), (int)
                    LONGEST_ANSWER.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
