package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A value of a row, as the truth has it and as it was served.
 *
 * @param name of the value
 * @param truth empty if the truth does not have it
 * @param served empty if it was not served
 * @param changed whether both have it, and not the same
 */
public record ValuePair(String name, String truth, String served, boolean changed) {
    /** The pairs of a row, in the truth's order; either may be null, for a row that is not there. */
    static List<ValuePair> of(Map<String, Object> truth, Map<String, Object> served) {
        Map<String, Object> expected = truth == null ? Map.of() : truth;
        Map<String, Object> found = served == null ? Map.of() : served;
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(found.keySet());
        if (names.isEmpty()) {
            return List.of(new ValuePair("", "", "", false));
        }
        return names.stream()
                .map(name -> new ValuePair(
                        VisibleText.of(name),
                        expected.containsKey(name) ? text(expected.get(name)) : "",
                        found.containsKey(name) ? text(found.get(name)) : "",
                        expected.containsKey(name)
                                && found.containsKey(name)
                                && !same(expected.get(name), found.get(name))))
                .toList();
    }

    private static boolean same(Object first, Object second) {
        if (first instanceof BigDecimal number && second instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        return Objects.equals(first, second) || text(first).equals(text(second));
    }

    private static String text(Object value) {
        return VisibleText.of(value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
    }
}
