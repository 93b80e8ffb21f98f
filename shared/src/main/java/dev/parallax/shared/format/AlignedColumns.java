package dev.parallax.shared.format;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of cells below each other, for a terminal: text on the left of its column, numbers on the right. */
public final class AlignedColumns {
    private final int[] widths;
    private final Set<Integer> texts;

    /**
     * @param lines everything that will be shown, each with as many cells
     * @param texts the columns with text, from 0
     */
    public AlignedColumns(List<List<String>> lines, Set<Integer> texts) {
        this.texts = texts;
        this.widths = IntStream.range(0, lines.get(0).size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
    }

    /** The width of a column in characters. */
    public int width(int column) {
        return widths[column];
    }

    /** One line, without its end. */
    public String line(List<String> cells) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String gap = " ".repeat(widths[column] - cells.get(column).length());
                    return texts.contains(column) ? cells.get(column) + gap : gap + cells.get(column);
                })
                .collect(Collectors.joining("  "));
    }
}
