package dev.parallax.comparison;

/** Payments as lines of JSON, on 5 January 2026. */
final class PaymentLines {
    private PaymentLines() {}

    static String payment(String id, String card, String amount, String channel, String country, String time) {
        return "{\"paymentId\":\"" + id + "\",\"accountId\":\"A1\",\"cardId\":\"" + card
                + "\",\"merchantId\":\"M1\",\"merchantCountry\":\"" + country + "\",\"amount\":\"" + amount
                + "\",\"currency\":\"EUR\",\"channel\":\"" + channel + "\",\"eventTime\":\"2026-01-05 " + time + "\"}";
    }
}
