package dev.parallax.comparison.generate;

/** Countries in which cards and merchants are at home. */
enum Market {
    DE("EUR", 2, 100, Part.EUROPE),
    GB("GBP", 2, 85, Part.EUROPE),
    US("USD", 2, 110, Part.AMERICA),
    JP("JPY", 0, 160, Part.ASIA),
    FR("EUR", 2, 100, Part.EUROPE),
    BR("BRL", 2, 600, Part.AMERICA),
    CH("CHF", 2, 95, Part.EUROPE),
    KW("KWD", 3, 330, Part.ASIA),
    AU("AUD", 2, 165, Part.AUSTRALIA);

    /** Countries in different parts of the world are more than 3,000 km apart. */
    private enum Part {
        EUROPE,
        AMERICA,
        ASIA,
        AUSTRALIA
    }

    private static final Market[] ALL = values();

    private final String currency;
    private final int decimals;
    private final long unitsAEuro;
    private final Part part;

    Market(String currency, int decimals, long unitsAEuro, Part part) {
        this.currency = currency;
        this.decimals = decimals;
        this.unitsAEuro = unitsAEuro;
        this.part = part;
    }

    String currency() {
        return currency;
    }

    /** Of an amount in its currency. */
    int decimals() {
        return decimals;
    }

    /** About the same in minor units of its currency. */
    long worth(long euroCents) {
        return euroCents * unitsAEuro / 100;
    }

    /** Whether one of its currency is worth about a euro, so that it makes no difference in which of the two a limit is meant. */
    boolean isNearEuro() {
        return unitsAEuro >= 85 && unitsAEuro <= 110;
    }

    boolean isFarFrom(Market other) {
        return part != other.part;
    }

    static Market of(int number) {
        return ALL[number % ALL.length];
    }

    static Market any(SeededRandom random) {
        return ALL[random.below(ALL.length)];
    }

    /** A merchant in this country; the lower its number, the busier. Where there are fewer merchants than countries, some are in several. */
    int merchant(int merchants, SeededRandom random) {
        int here = merchants <= ALL.length ? 1 : (merchants - ordinal() - 1) / ALL.length + 1;
        return 1 + (ordinal() + ALL.length * random.skewedBelow(here)) % merchants;
    }
}
