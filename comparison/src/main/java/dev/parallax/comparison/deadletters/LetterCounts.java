package dev.parallax.comparison.deadletters;

import dev.parallax.shared.model.DeadLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts dead letters by kind and reason. Reasons that differ in a number, a duration, or what they quote are one. */
public final class LetterCounts {
    private static final String DIFFERS = "…";
    private static final Pattern VALUE =
            Pattern.compile("'[^']*'|\"[^\"]*\"|-?\\bPT[0-9HMS.]*[HMS]|-?\\d+(?:[-.,:]\\d+)*");

    private final Map<Group, Counted> counts = new HashMap<>();

    /** @param sentence the reason with a … in place of each value */
    private record Group(DeadLetter.Kind kind, String sentence) {}

    /**
     * How many there are.
     *
     * @param reason as the letters have it, with … for what differs among them
     */
    public record Count(DeadLetter.Kind kind, String reason, long letters) {}

    /** The letters of a group, and the values that all of them have. */
    private static final class Counted {
        private final List<String> values;
        private long letters;

        private Counted(List<String> values) {
            this.values = values;
        }

        private void add(List<String> others) {
            letters++;
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).equals(others.get(i))) {
                    values.set(i, DIFFERS);
                }
            }
        }

        private String reason(String sentence) {
            Iterator<String> each = values.iterator();
            return Pattern.compile(DIFFERS)
                    .matcher(sentence)
                    .replaceAll(place -> Matcher.quoteReplacement(each.next()));
        }
    }

    public void add(DeadLetter<?> letter) {
        List<String> values = new ArrayList<>();
        String sentence = VALUE.matcher(letter.reason().replace(DIFFERS, "...")).replaceAll(value -> {
            values.add(value.group());
            return DIFFERS;
        });
        counts.computeIfAbsent(new Group(letter.kind(), sentence), group -> new Counted(new ArrayList<>(values)))
                .add(values);
    }

    /** The most frequent first. */
    public List<Count> inOrder() {
        return counts.entrySet().stream()
                .map(group -> new Count(
                        group.getKey().kind(),
                        group.getValue().reason(group.getKey().sentence()),
                        group.getValue().letters))
                .sorted(Comparator.comparingLong(Count::letters)
                        .reversed()
                        .thenComparing(Count::kind)
                        .thenComparing(Count::reason))
                .toList();
    }
}
