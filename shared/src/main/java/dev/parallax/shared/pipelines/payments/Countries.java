package dev.parallax.shared.pipelines.payments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Where countries are, by a point in the middle of each, to a tenth of a degree, and what one pays with there ({@code countries.csv}, by the letters of ISO 3166). */
final class Countries {
    /** Of the Earth, in kilometres. */
    private static final double RADIUS = 6_371;

    private static final Map<String, String> CURRENCIES = new HashMap<>();
    private static final Map<String, Point> MIDDLES = read();

    /** In radians. */
    private record Point(double latitude, double longitude) {}

    private Countries() {}

    private static Map<String, Point> read() {
        Map<String, Point> middles = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Countries.class.getResourceAsStream("countries.csv"), StandardCharsets.UTF_8))) {
            lines.readLine(); // the names of the columns
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                middles.put(cells[0], new Point(radians(cells[1]), radians(cells[2])));
                CURRENCIES.put(cells[0], cells[3]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return middles;
    }

    private static double radians(String degrees) {
        return Double.parseDouble(degrees) * StrictMath.PI / 180;
    }

    /** In what one pays there, by the letters of ISO 4217; empty if that is not known. */
    static String currency(String country) {
        return CURRENCIES.getOrDefault(country, "");
    }

    /** The distance of their middles as the crow flies, in kilometres (haversine formula), the same on every machine; 0 if one of them is not known. */
    static double distance(String one, String other) {
        Point from = MIDDLES.get(one);
        Point to = MIDDLES.get(other);
        if (from == null || to == null) {
            return 0;
        }
        double height = StrictMath.sin((to.latitude() - from.latitude()) / 2);
        double width = StrictMath.sin((to.longitude() - from.longitude()) / 2);
        double share =
                height * height + StrictMath.cos(from.latitude()) * StrictMath.cos(to.latitude()) * width * width;
        return 2 * RADIUS * StrictMath.asin(StrictMath.sqrt(StrictMath.min(1, share)));
    }
}
