package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the architectures spent, side by side.
 *
 * @param architectures the columns
 * @param ratio heading of a further column that sets two architectures in proportion; empty if they are not two
 * @param rows a kind of cost in each
 */
public record CostTable(List<String> architectures, String ratio, List<Row> rows) {
    /**
     * A kind of cost.
     *
     * @param name what was spent
     * @param values how much, by architecture
     * @param ratio the last in proportion to the first; empty without two, or if the first is nothing
     */
    public record Row(String name, List<String> values, String ratio) {
        static Row of(
                String name,
                List<ArchitectureReport> architectures,
                ToDoubleFunction<ArchitectureReport> amount,
                Function<ArchitectureReport, String> text) {
            return new Row(
                    name,
                    architectures.stream().map(text).toList(),
                    architectures.size() == 2
                            ? Figures.ratio(
                                    amount.applyAsDouble(architectures.get(1)),
                                    amount.applyAsDouble(architectures.get(0)))
                            : "");
        }
    }

    static CostTable of(Report report) {
        List<ArchitectureReport> architectures = report.architectures();
        List<String> names = architectures.stream()
                .map(architecture -> VisibleText.of(architecture.name()))
                .toList();
        return new CostTable(
                names,
                names.size() == 2 ? names.get(1) + " ÷ " + names.get(0) : "",
                List.of(
                        seconds(
                                "CPU time of tasks",
                                architectures,
                                architecture -> architecture.cost().cpuSeconds()),
                        seconds("Wall time", architectures, ArchitectureReport::wallSeconds),
                        count("Records read", architectures, Cost::recordsRead),
                        bytes("Bytes read", architectures, Cost::bytesRead),
                        bytes("Largest state in a checkpoint", architectures, Cost::statePeakBytes),
                        bytes("Written for checkpoints", architectures, Cost::checkpointBytes),
                        count("Records written to views", architectures, Cost::storeWrites)));
    }

    private static Row seconds(
            String name, List<ArchitectureReport> architectures, ToDoubleFunction<ArchitectureReport> amount) {
        return Row.of(name, architectures, amount, architecture -> Figures.seconds(amount.applyAsDouble(architecture)));
    }

    private static Row count(String name, List<ArchitectureReport> architectures, Function<Cost, Long> amount) {
        return Row.of(
                name,
                architectures,
                architecture -> amount.apply(architecture.cost()),
                architecture -> Figures.count(amount.apply(architecture.cost())));
    }

    private static Row bytes(String name, List<ArchitectureReport> architectures, Function<Cost, Long> amount) {
        return Row.of(
                name,
                architectures,
                architecture -> amount.apply(architecture.cost()),
                architecture -> Figures.bytes(amount.apply(architecture.cost())));
    }
}
