package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Window;

/** Contributions that came behind the log clock as newline-delimited JSON: key, window, partition, offset, and how many facts are missing. */
public final class LateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LateJson() {}

    /** The line, as UTF-8 and without its end. */
    public static byte[] of(LateContribution<?> late) {
        Window window = late.window();
        ObjectNode json = JSON.createObjectNode()
                .put("key", late.key())
                .put("windowStart", NamedRow.time(window, window.start()))
                .put("windowEnd", NamedRow.time(window, window.end()))
                .put("partition", late.place().partition())
                .put("offset", late.place().offset())
                .put("contributions", late.contributions());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON.", e);
        }
    }
}
