package dev.parallax.shared.pipelines.devices;

import java.util.List;

/**
 * A device event whose readings say all that belongs to them.
 *
 * @param eventId identity of the event, not empty
 * @param eventTime in milliseconds since the epoch, UTC
 * @param readings at least one
 */
public record MeasuredEvent(String eventId, long eventTime, List<Measured> readings) {}
