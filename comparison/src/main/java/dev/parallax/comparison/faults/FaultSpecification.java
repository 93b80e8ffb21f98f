package dev.parallax.comparison.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which faults are wanted, and where in the log.
 *
 * @param faults by their places, those at the same place as they were named; one at least
 */
public record FaultSpecification(List<Fault> faults) {
    private static final Pattern FAULT = Pattern.compile("(\\w+)@(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final String FORM =
            "--faults names faults and their places in the log, like taskmanager@40%,broker@70%";

    public FaultSpecification {
        faults = faults.stream().sorted(Comparator.comparing(Fault::percent)).toList();
    }

    /**
     * Reads one like {@code taskmanager@40%,jobmanager@60%,broker@70%,redis@80%,poison@50%}: any of them, any number of times.
     *
     * @throws IllegalArgumentException if it is none, with a sentence that says what is wrong with it
     */
    public static FaultSpecification parse(String text) {
        List<Fault> faults = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            faults.add(fault(part.strip()));
        }
        return new FaultSpecification(faults);
    }

    private static Fault fault(String text) {
        Matcher parts = FAULT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(FORM + "; '" + text + "' is none.");
        }
        FaultTarget target = FaultTarget.named(parts.group(1))
                .orElseThrow(() -> new IllegalArgumentException("--faults: there is no fault '" + parts.group(1)
                        + "'; there are " + FaultTarget.names() + "."));
        try {
            return new Fault(target, new BigDecimal(parts.group(2)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--faults " + text + ": " + e.getMessage(), e);
        }
    }

    public boolean strikes(FaultTarget target) {
        return faults.stream().anyMatch(fault -> fault.target() == target);
    }

    /** As it is written, in the order of the places. */
    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining(","));
    }
}
