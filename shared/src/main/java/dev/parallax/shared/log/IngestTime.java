package dev.parallax.shared.log;

import java.io.Serializable;

/**
 * Where the ingest time of a record in a file comes from.
 *
 * @param field the payload's field that says it; null to derive it: the running maximum of event time
 * @param maxAhead in milliseconds; where it is derived, an event that far above both its neighbours is left out. (The first event has one
 *     neighbour, which decides alone; the last one is never left out: it may well come after a long silence.)
 */
public record IngestTime(String field, long maxAhead) implements Serializable {}
