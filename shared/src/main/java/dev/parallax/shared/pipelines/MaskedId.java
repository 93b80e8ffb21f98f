package dev.parallax.shared.pipelines;

/** A card, or an account, as it may be shown: the only way in which one is shown anywhere. */
public final class MaskedId {
    private static final int SHOWN = 4;
    private static final String MASK = "****";

    private MaskedId() {}

    /** Its last four characters behind asterisks; of an id of fewer than eight characters none, for that would be most of it. */
    public static String of(String id) {
        return id.length() < 2 * SHOWN ? MASK : MASK + id.substring(id.length() - SHOWN);
    }
}
