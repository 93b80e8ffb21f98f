package dev.parallax.comparison.cli;

import dev.parallax.comparison.report.Figures;
import dev.parallax.shared.format.AlignedColumns;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines of texts and numbers below a header: in columns on a terminal, with tabs between them in a pipe. What would command a terminal is spelt out. */
final class Table {
    private final List<String> header;
    private final List<List<Object>> lines = new ArrayList<>();

    Table(String... header) {
        this.header = List.of(header);
    }

    /** @param cells as many as the header has, texts and whole numbers */
    void add(Object... cells) {
        lines.add(List.of(cells));
    }

    /** The lines, each with its end. */
    String text(boolean terminal) {
        List<List<String>> shown = Stream.concat(
                        Stream.of(header),
                        lines.stream()
                                .map(line -> line.stream()
                                        .map(cell -> cell(cell, terminal))
                                        .toList()))
                .toList();
        AlignedColumns columns = new AlignedColumns(shown, texts());
        StringBuilder text = new StringBuilder();
        shown.forEach(line -> text.append(terminal ? columns.line(line).stripTrailing() : String.join("\t", line))
                .append('\n'));
        return text.toString();
    }

    private Set<Integer> texts() {
        Set<Integer> texts = new HashSet<>();
        IntStream.range(0, header.size())
                .filter(column -> lines.stream().allMatch(line -> line.get(column) instanceof String))
                .forEach(texts::add);
        return texts;
    }

    private static String cell(Object cell, boolean terminal) {
        if (cell instanceof Number number) {
            return terminal ? Figures.count(number.longValue()) : number.toString();
        }
        return VisibleText.of(cell.toString());
    }
}
