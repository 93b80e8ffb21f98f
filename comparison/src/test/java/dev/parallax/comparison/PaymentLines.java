package dev.parallax.comparison;

/** Payments as lines of JSON, on 5 January 2026. */
final class PaymentLines {
    private PaymentLines() {}

    /** Each card has an account of its own. */
    static String account(String card) {
        return "A" + card.substring(1);
    }

    static String account(String card, String riskClass, String time) {
        return "{\"accountId\":\"" + account(card) + "\",\"homeCountry\":\"DE\",\"riskClass\":\"" + riskClass
                + "\",\"validFrom\":\"2026-01-05 " + time + "\"}";
    }

    static String velocity(String fields, String time) {
        return "{\"rule\":\"velocity\"," + fields + ",\"validFrom\":\"2026-01-05 " + time + "\"}";
    }

    static String payment(String id, String card, String amount, String channel, String country, String time) {
        return "{\"paymentId\":\"" + id + "\",\"accountId\":\"" + account(card) + "\",\"cardId\":\"" + card
                + "\",\"merchantId\":\"M1\",\"merchantCountry\":\"" + country + "\",\"amount\":\"" + amount
                + "\",\"currency\":\"EUR\",\"channel\":\"" + channel + "\",\"eventTime\":\"2026-01-05 " + time + "\"}";
    }
}
