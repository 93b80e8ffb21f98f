package dev.parallax.comparison.cli;

import dev.parallax.comparison.Watcher;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a command goes: a bar with events per second on a terminal, a line now and then elsewhere. */
final class ProgressDisplay implements Watcher, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private ProgressBar bar;
    private String phase;
    private long total;
    private long phaseStarted;
    private long lastLine;

    @Override
    public void phase(String name, long records) {
        close();
        phase = name;
        total = records;
        phaseStarted = System.nanoTime();
        lastLine = phaseStarted;
        if (Terminal.isError()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(Math.max(records, -1))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(" events", 1)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .showSpeed()
                    .build();
        } else {
            System.err.println(name + (records > 0 ? ": " + records + " events" : "") + " ...");
        }
    }

    @Override
    public void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            double seconds = (now - phaseStarted) / 1e9;
            System.err.println(phase + ": " + done + (total > 0 ? " of " + total : "") + " events, "
                    + Math.round(done / seconds) + " events/s");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
