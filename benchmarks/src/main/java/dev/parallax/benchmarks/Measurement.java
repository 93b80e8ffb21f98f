package dev.parallax.benchmarks;

import java.util.OptionalDouble;

/**
 * What one run of a program took.
 *
 * @param cpuSeconds user and system, of the process and all that it started
 * @param wallSeconds from start to end
 * @param peakMebibytes of resident memory; empty where nobody could measure it
 */
record Measurement(double cpuSeconds, double wallSeconds, OptionalDouble peakMebibytes) {
    /** Reads what {@code benchmarks/measure} writes. */
    static Measurement parse(String line) {
        String[] parts = line.strip().split(" ");
        if (parts.length < 4) {
            throw new IllegalArgumentException("This is no measurement: '" + line + "'.");
        }
        return new Measurement(
                Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                parts[3].equals("-") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(parts[3]) / 1024));
    }
}
