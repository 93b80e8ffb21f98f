package dev.parallax.comparison.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of the truth at one cut as layers that are 100 % together.
 *
 * @param causes percent of rows that are not correct, by cause in a given order
 * @param correct percent of rows that are
 */
record ChartStack(List<Double> causes, double correct) {
    /**
     * Divides the rows that are not correct in proportion to the causes' counts, since a row with two causes counts in
     * both; rows without any cause are unexplained.
     */
    static ChartStack of(CutReport cut, List<String> causes) {
        double correct = CutSummary.correctPercent(cut);
        long counted =
                causes.stream().mapToLong(cause -> Causes.count(cut, cause)).sum();
        Stream<Double> shares = counted == 0
                ? causes.stream().map(cause -> cause.equals(Causes.UNEXPLAINED) ? 100 - correct : 0.0)
                : causes.stream().map(cause -> (100 - correct) * Causes.count(cut, cause) / counted);
        return new ChartStack(shares.toList(), correct);
    }

    /** The layers from the lowest to the highest: the causes, then what is correct. */
    List<Double> layers() {
        return Stream.concat(causes.stream(), Stream.of(correct)).toList();
    }
}
