package dev.parallax.shared.pipelines.payments;

/** A card as it may be shown: the only way in which one is shown anywhere. */
public final class MaskedCard {
    private static final int SHOWN = 4;
    private static final String MASK = "****";

    private MaskedCard() {}

    /** Its last four characters behind asterisks; of an id of fewer than eight characters none, for that would be most of it. */
    public static String of(String cardId) {
        return cardId.length() < 2 * SHOWN ? MASK : MASK + cardId.substring(cardId.length() - SHOWN);
    }
}
