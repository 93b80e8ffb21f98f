package dev.parallax.architectures.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint of a stream from which it could go on. Times are milliseconds since the epoch, by the clock of the JobManager.
 *
 * @param number ascending
 * @param begun when it was triggered
 * @param completed when the last task had told of it
 */
public record CompletedCheckpoint(long number, long begun, long completed) {
    /** @param answer to {@code /jobs/ID/checkpoints} */
    static List<CompletedCheckpoint> in(JsonNode answer) {
        List<CompletedCheckpoint> completed = new ArrayList<>();
        for (JsonNode each : answer.path("history")) {
            if (each.path("status").asText().equals("COMPLETED")) {
                completed.add(new CompletedCheckpoint(
                        each.path("id").asLong(),
                        each.path("trigger_timestamp").asLong(),
                        each.path("latest_ack_timestamp").asLong()));
            }
        }
        return completed;
    }
}
