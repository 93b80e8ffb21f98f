package dev.parallax.comparison.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes event times, like {@code 2023-01-05 11:13:53.643364}. */
final class TimeText {
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;

    private TimeText() {}

    /**
     * An event's last field, {@code eventTime}.
     *
     * @param time as for {@link #write}
     */
    static void writeField(Line line, long time) {
        line.text(",\"eventTime\":\"");
        write(line, time);
        line.character('"');
    }

    /** @param time a text that is no time */
    static void writeField(Line line, String time) {
        line.text(",\"eventTime\":\"");
        line.text(time);
        line.character('"');
    }

    /** @param time as for {@link #write} */
    static String of(long time) {
        Line line = new Line();
        write(line, time);
        return new String(line.toBytes(), StandardCharsets.US_ASCII);
    }

    /** @param time in microseconds since the epoch, UTC, of a year between 0 and 9999 */
    static void write(Line line, long time) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time, MICROS_A_DAY));
        long ofDay = Math.floorMod(time, MICROS_A_DAY);
        int second = (int) (ofDay / MICROS_A_SECOND);
        line.number(date.getYear(), 4);
        line.character('-');
        line.number(date.getMonthValue(), 2);
        line.character('-');
        line.number(date.getDayOfMonth(), 2);
        line.character(' ');
        line.number(second / 3600, 2);
        line.character(':');
        line.number(second / 60 % 60, 2);
        line.character(':');
        line.number(second % 60, 2);
        line.character('.');
        line.number(ofDay % MICROS_A_SECOND, 6);
    }
}
