package dev.parallax.shared.flow;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.Window;
import java.util.function.Consumer;

/** What a rollup that is the truth counts, and records as evidence: events, and copies of them. */
final class Ledger<A> {
    private final Consumer<ViewRecord<A>> out;
    private EventCounts counts = EventCounts.NONE;

    /** @param out takes the evidence */
    Ledger(Consumer<ViewRecord<A>> out) {
        this.out = out;
    }

    /** A share that went into its first window. */
    void enter(Share<A> share) {
        counts = counts.plus(new EventCounts(share.leading() ? 1 : 0, 0, 0, share.facts()));
    }

    /**
     * A share whose event was there before.
     *
     * @param first the copy that counts
     * @param firstWindow whether this is the first of the share's windows: what is counted once is counted there
     */
    void enterRepeated(Share<A> share, Window window, Copies.SeenCopy first, boolean firstWindow) {
        RepeatedEvent<A> repeated = new RepeatedEvent<>(
                share.eventId(),
                share.key(),
                window,
                first.place(),
                share.place(),
                share.facts(),
                first.fingerprint(),
                share.fingerprint());
        out.accept(repeated);
        if (!share.leading() || !firstWindow) {
            return;
        }
        if (!repeated.conflicting()) {
            counts = counts.plus(new EventCounts(0, 1, 0, 0));
            return;
        }
        counts = counts.plus(new EventCounts(0, 0, 1, 0));
        out.accept(new DeadLetter<>(
                DeadLetter.Kind.INVALID,
                "It was sent before with other content: " + share.eventId() + ", at partition "
                        + first.place().partition() + ", offset "
                        + first.place().offset() + ".",
                null,
                share.place(),
                null));
    }

    EventCounts counts() {
        return counts;
    }
}
