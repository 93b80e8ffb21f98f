package dev.parallax.shared.pipelines.devices;

/**
 * The fact of the devices pipeline: what one device measured.
 *
 * @param temperature in {@link Temperature} units
 * @param error whether the device said that it is in error
 */
public record Reading(long temperature, boolean error) {}
