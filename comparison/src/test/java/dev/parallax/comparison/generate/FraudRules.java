package dev.parallax.comparison.generate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The four rules as the words have them, each payment of a card beside each other one: what is found is the kind and the payments, like {@code velocity:
 * [P1, P2, ...]}. Nothing of this is known to what plants the frauds.
 *
 * @param newWeight what a new payment weighs in the mean
 * @param kilometresAnHour how fast one travels
 * @param rates euros for one of each currency
 */
record FraudRules(double newWeight, double kilometresAnHour, Map<String, Double> rates) {
    private static final Map<String, double[]> CENTROIDS = Map.of(
            "DE", new double[] {51.2, 10.4},
            "GB", new double[] {54.0, -2.9},
            "US", new double[] {39.8, -98.6},
            "JP", new double[] {36.2, 138.3},
            "FR", new double[] {46.6, 2.5},
            "BR", new double[] {-10.8, -53.1},
            "CH", new double[] {46.8, 8.2},
            "KW", new double[] {29.3, 47.6},
            "AU", new double[] {-25.7, 134.5});

    /** Euros for one of each: that of a day in 2023, more or less. */
    static final Map<String, Double> RATES = Map.of(
            "EUR", 1.0, "GBP", 1.18, "USD", 0.91, "JPY", 0.00625, "BRL", 0.1667, "CHF", 1.053, "KWD", 3.03, "AUD",
            0.606);

    /** A payment as it stands in the log. */
    record Paid(
            String id, String card, String country, BigDecimal amount, String currency, boolean shown, Instant time) {}

    /** @param payments of one card, by event time, none twice */
    Set<String> findings(List<Paid> payments) {
        Set<String> found = new TreeSet<>();
        double mean = Double.NaN;
        for (int i = 0; i < payments.size(); i++) {
            Paid payment = payments.get(i);
            List<String> within60Seconds = new ArrayList<>(List.of(payment.id));
            for (int j = i + 1; j < payments.size(); j++) {
                Paid later = payments.get(j);
                double seconds = (later.time.toEpochMilli() - payment.time.toEpochMilli()) / 1000.0;
                if (seconds <= 60) {
                    within60Seconds.add(later.id);
                }
                if (seconds <= 60
                        && payment.amount.compareTo(BigDecimal.ONE) < 0
                        && later.amount.compareTo(BigDecimal.valueOf(500)) > 0) {
                    found.add("test-then-take: " + List.of(payment.id, later.id));
                }
                if (payment.shown
                        && later.shown
                        && !payment.country.equals(later.country)
                        && seconds / 3600 * kilometresAnHour < kilometres(payment.country, later.country)) {
                    found.add("impossible-travel: " + List.of(payment.id, later.id));
                }
            }
            if (within60Seconds.size() > 5) {
                found.add("velocity: " + within60Seconds);
            }
            double euros = payment.amount.doubleValue() * rates.get(payment.currency);
            if (euros > 10 * mean) {
                found.add("out-of-character: " + List.of(payment.id));
            }
            mean = Double.isNaN(mean) ? euros : (1 - newWeight) * mean + newWeight * euros;
        }
        return found;
    }

    /** Along a great circle of an earth of 6,371 km, by the haversine formula. */
    private static double kilometres(String one, String other) {
        double[] from = CENTROIDS.get(one);
        double[] to = CENTROIDS.get(other);
        double north = Math.sin(Math.toRadians(to[0] - from[0]) / 2);
        double east = Math.sin(Math.toRadians(to[1] - from[1]) / 2);
        double h = north * north + Math.cos(Math.toRadians(from[0])) * Math.cos(Math.toRadians(to[0])) * east * east;
        return 2 * 6371 * Math.asin(Math.sqrt(h));
    }
}
