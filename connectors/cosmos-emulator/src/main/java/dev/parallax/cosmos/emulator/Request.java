package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a client asks for.
 *
 * @param path the decoded segments of the path: {@code dbs, NAME, colls, NAME, docs, ID}, or the beginning of that
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares requests.
record Request(String method, List<String> path, Headers headers, byte[] body) {
    static Request of(HttpExchange exchange) throws IOException {
        String raw = exchange.getRequestURI().getRawPath();
        List<String> path = Arrays.stream(raw.split("/"))
                .filter(segment -> !segment.isEmpty())
                // A plus is a plus in a path.
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        return new Request(
                exchange.getRequestMethod(),
                path,
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
    }

    /** The header's value, or null. */
    String header(String name) {
        return headers.getFirst(name);
    }

    boolean hasFlag(String name) {
        return "true".equalsIgnoreCase(header(name));
    }

    JsonNode json() throws Refusal {
        return Json.parse(body);
    }

    ObjectNode object() throws Refusal {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.badRequest("The body is not a JSON object.");
    }

    /** The kind of the resource or feed that the path names: every other segment of a path is one. */
    String resourceType() {
        return path.isEmpty() ? "" : path.get((path.size() - 1) / 2 * 2);
    }

    /** The resource that the request is about, or for a feed its parent. */
    String resourceLink() {
        return String.join("/", path.subList(0, path.size() / 2 * 2));
    }
}
