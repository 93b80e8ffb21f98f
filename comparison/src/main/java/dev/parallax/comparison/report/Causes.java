package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The causes of differences, in the order in which they are always shown. */
final class Causes {
    static final String UNEXPLAINED = "unexplained";

    private static final List<String> KNOWN = List.of("late", "split", "repeated", "pending", "idle", UNEXPLAINED);

    private Causes() {}

    /** The names of all causes in a report, the known ones in any case. */
    static List<String> of(Report report) {
        TreeSet<String> others = report.architectures().stream()
                .flatMap(architecture -> Stream.concat(architecture.cuts().stream(), Stream.of(architecture.atEnd())))
                .flatMap(cut -> cut.causes().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        KNOWN.forEach(others::remove);
        List<String> names = new ArrayList<>(KNOWN);
        names.addAll(others);
        return names;
    }

    /** Which of the page's colours a cause has. */
    static String colour(String cause) {
        return isKnown(cause) ? cause : "other";
    }

    private static boolean isKnown(String cause) {
        return KNOWN.contains(cause);
    }

    static long count(CutReport cut, String cause) {
        return cut.causes().getOrDefault(cause, 0L);
    }

    /** Those that occur with their counts: {@code late 12, repeated 3}; {@code none} without any. */
    static String text(Map<String, Long> causes, LongFunction<String> number) {
        String text = Stream.concat(
                        KNOWN.stream().filter(causes::containsKey),
                        causes.keySet().stream()
                                .filter(cause -> !isKnown(cause))
                                .sorted())
                .filter(cause -> causes.get(cause) != 0)
                .map(cause -> VisibleText.of(cause) + " " + number.apply(causes.get(cause)))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    /** What a cause says about a row, for people who see its name for the first time. */
    static String meaning(String cause) {
        return switch (cause) {
            case "late" -> "Facts that the row depends on came behind their partition's log clock and were left out.";
            case "split" ->
                "Facts of the row were left out because a part of their session may have been closed already.";
            case "repeated" -> "A further copy of an event was not recognised, and its facts were counted again.";
            case "pending" -> "The window was still open at the cut: the row comes when it closes.";
            case "idle" -> "Facts of the row were left out because their partition had been skipped as idle.";
            case UNEXPLAINED -> "No recorded evidence accounts for the difference: this is a defect.";
            default -> "";
        };
    }
}
