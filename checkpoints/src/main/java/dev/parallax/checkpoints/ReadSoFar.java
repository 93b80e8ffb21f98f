package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.shared.model.PartitionClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far a job had come when a checkpoint was made.
 *
 * @param sources what each source had read
 * @param clocks of each partition of the log, the log clock; none if the job is no pipeline's
 * @param closedUpTo the watermark up to which windows had been closed, in milliseconds since the epoch; empty if the job is no pipeline's, or had closed none
 */
public record ReadSoFar(List<SourcePosition> sources, List<PartitionClock> clocks, OptionalLong closedUpTo) {
    private static final String CLOCKS = "log clocks";
    private static final String CLOSED = "closed up to";

    /**
     * Reads it.
     *
     * @throws UnreadableCheckpoint if it cannot be read
     */
    public static ReadSoFar of(CheckpointContents contents) {
        List<SourcePosition> sources = new ArrayList<>();
        Map<Integer, PartitionClock> clocks = new TreeMap<>();
        OptionalLong closed = OptionalLong.empty();
        for (OperatorContents operator : contents.operators()) {
            sources.addAll(SourceStates.of(operator));
            OperatorStates lists = new OperatorStates(operator);
            if (lists.has(CLOCKS)) {
                for (JsonNode clock : lists.values(CLOCKS)) {
                    clocks.merge(clock.path("partition").intValue(), clock(clock), PartitionClock::later);
                }
            }
            if (lists.has(CLOSED)) {
                closed = lists.values(CLOSED).stream()
                        .mapToLong(JsonNode::longValue)
                        .filter(time -> time != Long.MIN_VALUE)
                        .max();
            }
        }
        return new ReadSoFar(sources, List.copyOf(clocks.values()), closed);
    }

    private static PartitionClock clock(JsonNode clock) {
        return new PartitionClock(
                clock.path("partition").intValue(),
                clock.path("nextOffset").longValue(),
                clock.path("firstIngest").longValue(),
                clock.path("ingest").longValue(),
                clock.path("event").longValue(),
                clock.path("records").longValue(),
                clock.path("malformed").longValue(),
                clock.path("invalid").longValue(),
                clock.path("factless").longValue());
    }
}
