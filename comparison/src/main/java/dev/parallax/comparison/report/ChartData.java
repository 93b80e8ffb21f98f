package dev.parallax.comparison.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the page's script draws.
 *
 * @param cuts numbers of the cuts of all architectures
 * @param times their ingest times
 * @param layers of each stack, from the lowest to the highest
 * @param reading the layers' places in the order in which they are read
 * @param architectures the stacks
 * @param mostWrong the largest share of rows that are not correct, in percent
 */
record ChartData(
        List<Integer> cuts,
        List<String> times,
        List<Layer> layers,
        List<Integer> reading,
        List<Architecture> architectures,
        double mostWrong) {
    private static final ObjectWriter WRITER =
            JsonMapper.builder().build().writer().with(SafeCharacters.IN_HTML);

    /** From the lowest: what alarms at the bottom, and colours that resemble each other for some people apart. */
    private static final List<String> STACKING =
            List.of(Causes.UNEXPLAINED, "idle", "late", "split", "repeated", "pending");

    /**
     * A layer of a stack.
     *
     * @param name what people read
     * @param colour which of the page's colours it has
     */
    record Layer(String name, String colour) {
        static Layer of(String cause) {
            return new Layer(VisibleText.of(cause), Causes.colour(cause));
        }
    }

    /**
     * The stacks of an architecture.
     *
     * @param name of it
     * @param shares in percent, by layer and cut; null where the truth had no row
     * @param stateBytes of its stream, by cut; null where it is not known
     */
    record Architecture(String name, List<List<Double>> shares, List<Long> stateBytes) {
        static Architecture of(ArchitectureReport report, List<Integer> cuts, List<String> causes) {
            Map<Integer, ChartStack> stacks = report.cuts().stream()
                    .filter(cut -> cut.truthRows() > 0)
                    .collect(Collectors.toMap(
                            CutReport::cut, cut -> ChartStack.of(cut, causes), (first, second) -> second));
            List<List<Double>> shares = new ArrayList<>();
            for (int layer = 0; layer <= causes.size(); layer++) {
                List<Double> line = new ArrayList<>();
                for (int cut : cuts) {
                    line.add(
                            stacks.containsKey(cut)
                                    ? rounded(stacks.get(cut).layers().get(layer))
                                    : null);
                }
                shares.add(line);
            }
            Map<Integer, Long> bytes = new TreeMap<>();
            report.cuts().forEach(cut -> bytes.put(cut.cut(), cut.stateBytes()));
            List<Long> stateBytes = new ArrayList<>();
            cuts.forEach(cut -> stateBytes.add(bytes.get(cut)));
            return new Architecture(VisibleText.of(report.name()), shares, stateBytes);
        }
    }

    static ChartData of(Report report) {
        List<String> read = Causes.of(report);
        List<String> causes = read.stream()
                .sorted(Comparator.comparingInt(ChartData::stackingOrder))
                .toList();
        TreeMap<Integer, String> times = new TreeMap<>();
        report.architectures().stream()
                .flatMap(architecture -> architecture.cuts().stream())
                .forEach(cut -> times.put(cut.cut(), VisibleText.of(cut.time())));
        List<Integer> cuts = List.copyOf(times.keySet());
        return new ChartData(
                cuts,
                List.copyOf(times.values()),
                Stream.concat(causes.stream().map(Layer::of), Stream.of(new Layer("correct", "correct")))
                        .toList(),
                Stream.concat(Stream.of(causes.size()), read.stream().map(causes::indexOf))
                        .toList(),
                report.architectures().stream()
                        .map(architecture -> Architecture.of(architecture, cuts, causes))
                        .toList(),
                report.architectures().stream()
                        .flatMap(architecture -> architecture.cuts().stream())
                        .mapToDouble(cut -> 100 - CutSummary.correctPercent(cut))
                        .max()
                        .orElse(0));
    }

    /** As JSON that may stand in an HTML element. */
    String json() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and texts can be written as JSON.", e);
        }
    }

    private static int stackingOrder(String cause) {
        int place = STACKING.indexOf(cause);
        return place < 0 ? STACKING.size() : place;
    }

    private static double rounded(double percent) {
        return Math.round(percent * 1e5) / 1e5;
    }
}
