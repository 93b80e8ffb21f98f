package dev.parallax.comparison.cli;

import java.util.Locale;

/** How far a stage of a command is, in words. */
final class Progress {
    private static final double LEAST_TO_GO_BY = 0.05;
    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    private static final double NANOS = 1e9;

    private final String name;
    private final long total;
    private final long started;
    private volatile long done;

    /**
     * @param total how many records there are to go; not positive if that is not known
     * @param started in nanoseconds, as all other instants here
     */
    Progress(String name, long total, long started) {
        this.name = name;
        this.total = total;
        this.started = started;
    }

    String name() {
        return name;
    }

    void at(long records) {
        done = records;
    }

    /** For a pipe. */
    String line(long now) {
        return name + ": " + (total > 0 ? percent().strip() + ", " : "") + details(now, done) + ".";
    }

    /** For a terminal: with a bar, where there is room for one. */
    String line(long now, int width) {
        String details = details(now, done);
        if (total <= 0) {
            return cut(name + " ... " + details, width);
        }
        String left = name + " " + percent() + " ";
        int room = Math.min(LONGEST_BAR, width - left.length() - details.length() - 3);
        return cut(room < SHORTEST_BAR ? left + details : left + bar(room) + " " + details, width);
    }

    private String percent() {
        return String.format(Locale.ROOT, "%3d %%", Math.min(100, done * 100 / total));
    }

    private String bar(int length) {
        int filled = (int) Math.min(length, done * length / total);
        return "[" + "=".repeat(filled) + " ".repeat(length - filled) + "]";
    }

    private String details(long now, long records) {
        double seconds = (now - started) / NANOS;
        if (records == 0) {
            return time(seconds);
        }
        String count = String.format(Locale.ROOT, "%,d", records);
        if (total <= 0) {
            return count + " events, " + time(seconds);
        }
        String speed = String.format(Locale.ROOT, "%,.0f/s", records / seconds);
        String rest = records >= total || records < total * LEAST_TO_GO_BY
                ? time(seconds)
                : time(seconds * (total - records) / records) + " left";
        return String.format(Locale.ROOT, "%s of %,d events, %s, %s", count, total, speed, rest);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    private static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }
}
