package dev.parallax.shared.logic;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads event times as the events write them. */
public final class EventTime {
    private static final long MILLIS_A_DAY = 86_400_000;

    /** The day that was read last, for all threads: it is that of almost every event, and a calendar takes its time. */
    private static Day lastDay = new Day(1970, 1, 1, 0);

    private record Day(int year, int month, int dayOfMonth, long sinceEpoch) {
        static Day of(int year, int month, int dayOfMonth) {
            Day last = lastDay;
            if (last.year != year || last.month != month || last.dayOfMonth != dayOfMonth) {
                last = new Day(
                        year,
                        month,
                        dayOfMonth,
                        LocalDate.of(year, month, dayOfMonth).toEpochDay());
                lastDay = last;
            }
            return last;
        }
    }

    private EventTime() {}

    /** The same as {@link #parse}, whose sentence does not cite the text: something may stand in its place that is not to be shown. */
    public static long parseUncited(String text) throws BadRecord {
        try {
            return parse(text);
        } catch (BadRecord e) {
            throw e.withoutCitation();
        }
    }

    /**
     * Milliseconds since the epoch of a time like {@code 2023-01-05 11:13:53.643364}, UTC. A {@code T} may stand for the space, a {@code Z} may
     * follow, the fraction may have up to nine digits or be missing; what is finer than a millisecond is cut off.
     *
     * @throws BadRecord malformed, if it is no such time
     */
    public static long parse(String text) throws BadRecord {
        if (text == null) {
            throw BadRecord.malformed("The event time is missing.");
        }
        int length = text.endsWith("Z") ? text.length() - 1 : text.length();
        try {
            boolean separated = length >= 19
                    && text.charAt(4) == '-'
                    && text.charAt(7) == '-'
                    && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
                    && text.charAt(13) == ':'
                    && text.charAt(16) == ':';
            if (!separated) {
                throw unreadable(text);
            }
            Day day = Day.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            int hour = number(text, 11, 13);
            int minute = number(text, 14, 16);
            int second = number(text, 17, 19);
            if (hour > 23 || minute > 59 || second > 59) {
                throw unreadable(text);
            }
            return day.sinceEpoch * MILLIS_A_DAY + ((hour * 60L + minute) * 60 + second) * 1000 + millis(text, length);
        } catch (DateTimeException e) {
            throw unreadable(text);
        }
    }

    private static int millis(String text, int length) throws BadRecord {
        if (length == 19) {
            return 0;
        }
        int digits = length - 20;
        if (text.charAt(19) != '.' || digits < 1 || digits > 9) {
            throw unreadable(text);
        }
        number(text, 20, length);
        int millis = number(text, 20, Math.min(23, length));
        return digits == 1 ? millis * 100 : digits == 2 ? millis * 10 : millis;
    }

    private static int number(String text, int from, int to) throws BadRecord {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw unreadable(text);
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static BadRecord unreadable(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return BadRecord.malformed("The event time is not of the form 2023-01-05 11:13:53.643364: '" + shown + "'.");
    }
}
