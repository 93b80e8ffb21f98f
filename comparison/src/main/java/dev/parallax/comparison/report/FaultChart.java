package dev.parallax.comparison.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.shared.format.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The course of a run with faults, as the page's script draws it.
 *
 * @param names of the lines: what was fed, then each stream
 * @param seconds of the moments, ascending
 * @param lines by line and moment, records; null where a stream could not be asked
 * @param strikes when something was struck, and when the last stream had recovered
 */
record FaultChart(List<String> names, List<Double> seconds, List<List<Long>> lines, List<Strike> strikes) {
    private static final int MOST_MOMENTS = 1_000;
    private static final ObjectWriter WRITER =
            JsonMapper.builder().build().writer().with(SafeCharacters.IN_HTML);

    /**
     * A fault on the time axis.
     *
     * @param number as in the table
     * @param from when it struck
     * @param to when the last stream that was hit had recovered; the same if none was
     */
    record Strike(int number, double from, double to) {}

    static FaultChart of(FaultReport faults, List<String> architectures) {
        List<FaultReport.Moment> moments = thinned(faults.course());
        List<String> names = new ArrayList<>(List.of("fed"));
        List<List<Long>> lines = new ArrayList<>();
        lines.add(moments.stream().map(FaultReport.Moment::fed).toList());
        for (String architecture : architectures) {
            names.add(VisibleText.of(architecture) + " has read");
            List<Long> line = new ArrayList<>();
            moments.forEach(moment -> line.add(moment.read().get(architecture)));
            lines.add(line);
        }
        List<Strike> strikes = new ArrayList<>();
        for (FaultReport.Event event : faults.events()) {
            double longest = event.streams().stream()
                    .map(FaultReport.Recovery::recoverySeconds)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            strikes.add(new Strike(strikes.size() + 1, event.seconds(), event.seconds() + longest));
        }
        return new FaultChart(
                names, moments.stream().map(FaultReport.Moment::seconds).toList(), lines, strikes);
    }

    private static List<FaultReport.Moment> thinned(List<FaultReport.Moment> moments) {
        int step = Math.max(1, (moments.size() + MOST_MOMENTS - 1) / MOST_MOMENTS);
        List<FaultReport.Moment> some = new ArrayList<>();
        for (int i = 0; i < moments.size(); i += step) {
            some.add(moments.get(i));
        }
        return some;
    }

    /** As JSON that may stand in an HTML element. */
    String json() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and texts can be written as JSON.", e);
        }
    }
}
