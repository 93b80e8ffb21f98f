package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.pipelines.words.WordCount;

/** Shares on their way to the rollup: one fact, without identity, that came behind no other, unless said otherwise. */
record Sent(Share<WordCount> share) {
    static Sent word(String key, String time) {
        return new Sent(new Share<>(
                key, Day.at(time), Day.UNKNOWN, Slot.EVERY_EPOCH, new Place(0, 0), null, true, 1, 1, new WordCount(1)));
    }

    /** What its partition's watermark showed before it. */
    Sent stamped(String time) {
        return with(Day.at(time), share.epoch(), share.place(), share.eventId(), share.leading(), share.facts());
    }

    Sent inEpoch(int epoch) {
        return with(share.clock(), epoch, share.place(), share.eventId(), share.leading(), share.facts());
    }

    Sent from(int partition, long offset) {
        Place place = new Place(partition, offset);
        return with(share.clock(), share.epoch(), place, share.eventId(), share.leading(), share.facts());
    }

    Sent withId(String eventId) {
        return with(share.clock(), share.epoch(), share.place(), eventId, share.leading(), share.facts());
    }

    Sent saidTimes(long facts) {
        return with(share.clock(), share.epoch(), share.place(), share.eventId(), share.leading(), facts);
    }

    /** Another share of an event of which there was one already. */
    Sent following() {
        return with(share.clock(), share.epoch(), share.place(), share.eventId(), false, share.facts());
    }

    /** Of a copy of an event that says something else than the first one. */
    Sent ofAnotherContent() {
        return new Sent(new Share<>(
                share.key(),
                share.eventTime(),
                share.clock(),
                share.epoch(),
                share.place(),
                share.eventId(),
                share.leading(),
                -1,
                share.facts(),
                share.accumulator()));
    }

    private Sent with(long clock, int epoch, Place place, String eventId, boolean leading, long facts) {
        return new Sent(new Share<>(
                share.key(),
                share.eventTime(),
                clock,
                epoch,
                place,
                eventId,
                leading,
                (int) facts,
                facts,
                new WordCount(facts)));
    }
}
