package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;

/**
 * All facts of one event that go to the same key, already put together.
 *
 * @param key the row's key
 * @param eventTime in milliseconds since the epoch
 * @param clock what its partition's watermark showed before it, in milliseconds since the epoch
 * @param epoch the epoch it belongs to
 * @param place the record it came with
 * @param eventId null if the pipeline's events have no identity
 * @param leading whether this is the first share of its event, so that the event is counted once
 * @param fingerprint of all shares of the event: tells copies apart that do not say the same
 * @param facts how many
 * @param accumulator their accumulator
 */
record Share<A>(
        String key,
        long eventTime,
        long clock,
        int epoch,
        Place place,
        String eventId,
        boolean leading,
        int fingerprint,
        long facts,
        A accumulator)
        implements Shuffled<A> {
    @Override
    public int key(StateKeys keys) {
        return keys.of(key);
    }
}
