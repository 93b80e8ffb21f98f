package dev.parallax.comparison.report;

/** How a served view stands to the truth. */
public enum Standing {
    /** They are the same. */
    CORRECT,
    /** They differ, and each difference has a cause. */
    EXPLAINED,
    /** They differ, and something is not accounted for. */
    UNEXPLAINED;

    static Standing of(CutReport cut) {
        if (Causes.count(cut, Causes.UNEXPLAINED) > 0) {
            return UNEXPLAINED;
        }
        if (cut.missing() == 0 && cut.different() == 0 && cut.extra() == 0) {
            return CORRECT;
        }
        boolean explained = cut.causes().values().stream().anyMatch(count -> count > 0);
        return explained ? EXPLAINED : UNEXPLAINED;
    }
}
