package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Detection;

/**
 * Tells one rollup subtask of a fact that stands for every key. Its share, of the key {@link Detection#EVERY_KEY}, goes its own way.
 *
 * @param hash leads to that subtask
 * @param fact the fact
 * @param clock what its partition's watermark showed before it, in milliseconds since the epoch
 */
record ForEveryKey<A>(int hash, Past<A> fact, long clock) implements Directed<A> {
    static <A> boolean isOne(Detection<A> detection, Share<A> share) {
        return detection != null && share.key().equals(Detection.EVERY_KEY) && detection.stands(share.accumulator());
    }
}
