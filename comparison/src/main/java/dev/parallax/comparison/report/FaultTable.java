package dev.parallax.comparison.report;

import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was struck, how the streams recovered, and whether that changed anything, for people.
 *
 * @param asked the faults as they were asked for
 * @param seed of what was left to chance
 * @param architectures whose streams were watched
 * @param events what happened
 * @param views the final ones, beside those of the run without faults
 * @param sentence whether they are the same
 * @param poison a sentence; empty if there was none
 * @param chartData JSON for the page's script
 */
public record FaultTable(
        String asked,
        String seed,
        List<String> architectures,
        List<Event> events,
        List<View> views,
        String sentence,
        String poison,
        String chartData) {
    /**
     * A fault.
     *
     * @param number from 1
     * @param fault as it was asked for
     * @param struck which process
     * @param record how many records had been fed
     * @param time since the feeding began
     * @param streams what it meant for each
     */
    public record Event(String number, String fault, String struck, String record, String time, List<Stream> streams) {}

    /**
     * What a fault meant for a stream.
     *
     * @param recovery how long it took, or that it was not hit
     * @param again records read again
     */
    public record Stream(String recovery, String again) {}

    /** A final view: its name, and numbers of rows. */
    public record View(String name, List<String> numbers, boolean agrees) {}

    /** @return null if nothing was meant to be struck */
    static FaultTable of(Report report) {
        FaultReport faults = report.faults();
        if (faults == null) {
            return null;
        }
        List<String> architectures =
                report.architectures().stream().map(ArchitectureReport::name).toList();
        return new FaultTable(
                VisibleText.of(faults.faults()),
                Long.toString(faults.seed()),
                architectures.stream().map(VisibleText::of).toList(),
                IntStream.range(0, faults.events().size())
                        .mapToObj(number -> event(number + 1, faults.events().get(number), architectures))
                        .toList(),
                faults.finalViews().stream().map(FaultTable::view).toList(),
                sentence(faults.finalViews()),
                faults.poison() == 0
                        ? ""
                        : Figures.count(faults.poison(), "poisonous record was", "poisonous records were")
                                + " in the log, and " + Figures.count(faults.poisonInDeadLetters())
                                + " became dead letters, byte for byte.",
                FaultChart.of(faults, architectures).json());
    }

    private static Event event(int number, FaultReport.Event event, List<String> architectures) {
        return new Event(
                Integer.toString(number),
                VisibleText.of(event.fault()),
                VisibleText.of(event.struck()),
                Figures.count(event.record()),
                Figures.seconds(event.seconds()),
                architectures.stream().map(name -> stream(event, name)).toList());
    }

    private static Stream stream(FaultReport.Event event, String architecture) {
        return event.streams().stream()
                .filter(recovery -> recovery.architecture().equals(architecture))
                .findFirst()
                .map(recovery -> new Stream(recovery(recovery), again(recovery)))
                .orElse(new Stream("", ""));
    }

    private static String recovery(FaultReport.Recovery recovery) {
        if (recovery.recoverySeconds() == null) {
            return recovery.restarted() ? "none" : "not hit";
        }
        return Figures.seconds(recovery.recoverySeconds());
    }

    private static String again(FaultReport.Recovery recovery) {
        return recovery.recordsReadAgain() == null ? "unknown" : Figures.count(recovery.recordsReadAgain());
    }

    private static View view(FaultReport.FinalView view) {
        return new View(
                VisibleText.of(view.view()),
                java.util.stream.LongStream.of(
                                view.rows(), view.same(), view.different(), view.missing(), view.extra(), view.idle())
                        .mapToObj(Figures::count)
                        .toList(),
                view.agrees());
    }

    private static String sentence(List<FaultReport.FinalView> views) {
        List<String> others = new ArrayList<>();
        views.stream().filter(view -> !view.agrees()).forEach(view -> others.add(VisibleText.of(view.view())));
        String rows = views.stream()
                .map(view -> VisibleText.of(view.view()) + " " + Figures.count(view.rows()))
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? "The final views are those of the run without faults, row for row (" + rows + ")."
                : "Not the same as in the run without faults: " + String.join(", ", others) + ".";
    }
}
