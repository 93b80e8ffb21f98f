package dev.parallax.comparison;

import dev.parallax.architectures.Architecture;
import dev.parallax.comparison.feed.LogFeeder;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What happens to the processes under a comparison while it goes on. */
public interface Disturbance {
    /** Nothing. */
    Disturbance NONE = new Disturbance() {
        @Override
        public List<LogFeeder.Stop> stops() {
            return List.of();
        }

        @Override
        public Duration patience() {
            return LogFeeder.PATIENCE;
        }

        @Override
        public void begin(List<Architecture<?>> architectures, LongSupplier fed) {}

        @Override
        public void end() {}
    };

    /** Where the feeding is held up for it, in the order of the places. */
    List<LogFeeder.Stop> stops();

    /** How long the feeding may have to wait for the broker. */
    Duration patience();

    /**
     * The streams have been started, and the feeding begins.
     *
     * @param fed how many records were fed so far
     */
    void begin(List<Architecture<?>> architectures, LongSupplier fed);

    /** Every stream has read the whole log and has committed what it made of it. */
    void end();
}
