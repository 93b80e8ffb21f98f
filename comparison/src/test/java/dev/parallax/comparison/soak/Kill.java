package dev.parallax.comparison.soak;

/**
 * Something that was done to a process.
 *
 * @param second of the run
 * @param what was done, and at which moment
 * @param recoveryMillis until every stream had completed a checkpoint again; negative if the trial was over before
 */
record Kill(long second, String what, long recoveryMillis) {
    boolean isRecovered() {
        return recoveryMillis >= 0;
    }
}
