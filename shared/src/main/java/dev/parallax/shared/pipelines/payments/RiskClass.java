package dev.parallax.shared.pipelines.payments;

/** How much is expected of an account. */
public enum RiskClass {
    LOW(15),
    MEDIUM(10),
    HIGH(7);

    private final int unusual;

    RiskClass(int unusual) {
        this.unusual = unusual;
    }

    /** How many times the usual amount a payment must be to be out of character. */
    public int unusual() {
        return unusual;
    }
}
