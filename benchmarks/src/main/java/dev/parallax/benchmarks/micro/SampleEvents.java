package dev.parallax.benchmarks.micro;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Generated lines to measure with: so many that no branch is predicted by heart. */
final class SampleEvents {
    /** A power of two: what is next is the lower bits of a counter. */
    static final int COUNT = 1 << 10;

    private SampleEvents() {}

    /** Events of the devices pipeline, all of them good. */
    static byte[][] lines() {
        Iterator<byte[]> generated = new EventGenerator(GeneratorSettings.defaults("devices")
                        .withEvents(COUNT)
                        .withDuplicateShare(0)
                        .withMalformedShare(0))
                .lines();
        List<byte[]> lines = new ArrayList<>();
        generated.forEachRemaining(lines::add);
        return lines.toArray(byte[][]::new);
    }
}
