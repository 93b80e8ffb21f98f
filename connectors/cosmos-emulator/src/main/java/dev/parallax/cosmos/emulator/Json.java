package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON and back. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Of JSON that came from a client. */
    static JsonNode parse(byte[] json) throws Refusal {
        try {
            return MAPPER.readTree(json);
        } catch (IOException failure) {
            throw Refusal.badRequest("The body is not JSON.");
        }
    }

    static JsonNode parse(String json) throws Refusal {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException failure) {
            throw Refusal.badRequest("'" + json + "' is not JSON.");
        }
    }

    /** Of JSON that was written here. */
    static ObjectNode object(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
