package dev.parallax.shared.pipelines.devices;

import java.util.List;

/**
 * What a customer's gateway sent: the readings of its devices at one moment.
 *
 * @param eventId identity of the event, not empty
 * @param customerId not empty
 * @param eventTime in milliseconds since the epoch, UTC
 * @param readings at least one
 */
public record DeviceEvent(String eventId, String customerId, long eventTime, List<Reading> readings) {}
