package dev.parallax.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results as tables of Markdown that can be read as they are. */
final class ResultTable {
    private final Results results;
    private final String baseline;
    private final boolean ratiosOnly;

    /** @param ratiosOnly leaves out what another program on the machine changes */
    ResultTable(Results results, String baseline, boolean ratiosOnly) {
        this.results = results;
        this.baseline = baseline;
        this.ratiosOnly = ratiosOnly;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Size size : results.sizes()) {
            text.append(String.format(Locale.ROOT, "%,d readings%n%n", results.readings(size)));
            text.append(table(ofSize(size))).append('\n');
        }
        if (results.sizes().size() > 1) {
            text.append(String.format(
                    Locale.ROOT,
                    "Per extra million readings, between %s and %s%n%n",
                    results.sizes().get(0),
                    results.sizes().get(results.sizes().size() - 1)));
            text.append(table(slopes()));
        }
        return text.toString();
    }

    private List<List<String>> ofSize(Size size) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                ratiosOnly
                        ? List.of("program", "CPU / baseline")
                        : List.of("program", "CPU s", "wall s", "peak MiB", "readings/s", "CPU / baseline"));
        for (String program : results.programs()) {
            String ratio = number("%.2f", results.ratio(program, baseline, size));
            rows.add(
                    ratiosOnly
                            ? List.of(program, ratio)
                            : List.of(
                                    program,
                                    number("%.2f", results.cpuSeconds(program, size)),
                                    number("%.2f", results.wallSeconds(program, size)),
                                    number("%,.0f", results.peakMebibytes(program, size)),
                                    number("%,.0f", results.readingsPerSecond(program, size)),
                                    ratio));
        }
        return rows;
    }

    private List<List<String>> slopes() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(ratiosOnly ? List.of("program", "slope / baseline") : List.of("program", "CPU s", "slope / baseline"));
        for (String program : results.programs()) {
            String ratio = number("%.2f", results.slopeRatio(program, baseline));
            rows.add(
                    ratiosOnly
                            ? List.of(program, ratio)
                            : List.of(program, number("%.2f", results.slope(program)), ratio));
        }
        return rows;
    }

    private static String number(String format, OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "-";
    }

    /** The first column to the left, figures to the right. */
    private static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append(line(rows.get(row), widths, " "));
            if (row == 0) {
                text.append(IntStream.range(0, columns)
                        .mapToObj(column -> column == 0 ? "-".repeat(widths[0]) : "-".repeat(widths[column] - 1) + ":")
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths, String filling) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String padding =
                            filling.repeat(widths[column] - cells.get(column).length());
                    return column == 0 ? cells.get(column) + padding : padding + cells.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
