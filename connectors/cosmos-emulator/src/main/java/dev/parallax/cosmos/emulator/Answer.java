package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What a client gets. */
final class Answer {
    private static final byte[] NOTHING = {};

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Answer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    static Answer of(int status, byte[] json) {
        return new Answer(status, json).with("Content-Type", "application/json");
    }

    static Answer of(int status, ObjectNode json) {
        return of(status, Json.bytes(json));
    }

    static Answer withoutContent(int status) {
        return new Answer(status, NOTHING);
    }

    static Answer of(Refusal refusal) {
        ObjectNode body = Json.object().put("code", refusal.code()).put("message", refusal.getMessage());
        Answer answer = of(refusal.status, body).with("x-ms-substatus", Integer.toString(refusal.substatus));
        return refusal.retryAfterMillis == 0
                ? answer
                : answer.with("x-ms-retry-after-ms", Long.toString(refusal.retryAfterMillis));
    }

    Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("x-ms-activity-id", UUID.randomUUID().toString());
        exchange.getResponseHeaders().set("x-ms-version", "2020-07-15");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }
}
