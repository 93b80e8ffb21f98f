package dev.parallax.shared.logic;

import dev.parallax.shared.model.Window;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What a fact shows together with those of the same key before it: the second form of a pipeline, beside the rollup, for what is no sum. It may depend on their
 * order, and on pairs of them, however the log is cut; the order is that of event time, and of the events' ids where that is the same. All of it is pure.
 *
 * <p>What is found belongs into the row of the fact at which it is found, or of another window. It is put there with {@link Aggregate#merge}, beside what other facts show, and taken away
 * again when a fact that comes later in the log, but was earlier, shows that there was nothing.
 *
 * @param <A> the accumulator of a row, which is also what a single fact is given as
 */
public interface Detection<A> extends Serializable {
    /** The key of facts that {@linkplain #stands stand} for every key, of which there may be few: a rule, say. They are counted in a row of this key, and nothing is found at them. */
    String EVERY_KEY = "*";

    /** How far back what is found depends on what was before, in event time; zero for not at all, but for what {@linkplain #stands stands}. */
    Duration horizon();

    /**
     * Whether a fact stands: whatever comes after it, however long, is seen together with it. So reference data are facts among others, joined as of the event time: they
     * go to the same key, and what is found at a fact may depend on the last of them before it. They are kept for ever.
     */
    default boolean stands(A fact) {
        return false;
    }

    /**
     * How long after its event time a fact may be taken in and still be seen together with those before it by what reads the log by ingest time, a speed layer. It keeps
     * that much more. Who reads by event time takes what the clock allows, and who reads a whole log takes everything.
     */
    default Duration patience() {
        return Duration.ofDays(1);
    }

    /** What of a fact itself, whatever is found, is put into its row. */
    A row(A fact);

    /**
     * What is found at a fact; {@link Aggregate#empty()} for nothing.
     *
     * @param before the facts of the same key before it, in the horizon or standing, in their order
     */
    A found(List<A> before, A fact);

    /**
     * Into the row of which window that belongs; by default into that of the fact itself. Another one must not close before that does.
     *
     * @param before as in {@link #found}
     * @param own the window of the fact
     */
    default Window window(List<A> before, A fact, Window own) {
        return own;
    }

    /** What takes away again something that was found: both merged are {@link Aggregate#empty()}. */
    A inverse(A found);

    /** Whether somebody waits for each single thing that is found. Then who compares views counts them, and says how long each took to be seen. */
    default boolean isAwaited() {
        return true;
    }

    /** What a row says was found; not what was only taken away in it. */
    List<Finding> findings(A row);
}
