package dev.parallax.shared.pipelines.payments;

/** How a card was used. */
public enum Channel {
    /** The card was there, and so was whoever paid with it: in a shop, or at a cash machine. */
    CARD_PRESENT,
    /** Only the card's numbers were there. */
    ONLINE
}
