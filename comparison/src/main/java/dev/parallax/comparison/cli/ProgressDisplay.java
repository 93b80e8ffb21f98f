package dev.parallax.comparison.cli;

import dev.parallax.comparison.Watcher;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how a command goes: on a terminal a line that is kept up to date and wiped away in the end, elsewhere a line now and then. */
final class ProgressDisplay implements Watcher, AutoCloseable {
    private static final Duration BETWEEN_REFRESHES = Duration.ofMillis(200);
    private static final Duration UNTIL_FIRST_LINE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private ProgressBar bar;
    private ScheduledExecutorService lines;
    private Progress progress;

    @Override
    public synchronized void phase(String name, long records) {
        progress = new Progress(name, records, System.nanoTime());
        if (Terminal.isError()) {
            wipe();
            Progress shown = progress;
            bar = new ProgressBarBuilder()
                    .setInitialMax(-1)
                    .setUpdateIntervalMillis((int) BETWEEN_REFRESHES.toMillis())
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .setRenderer((state, width) -> shown.line(System.nanoTime(), width))
                    .clearDisplayOnFinish()
                    .build();
        } else if (lines == null) {
            lines = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "parallax-progress");
                thread.setDaemon(true);
                return thread;
            });
            lines.scheduleAtFixedRate(
                    this::print, UNTIL_FIRST_LINE.toMillis(), BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void print() {
        if (lines != null) {
            System.err.println(progress.line(System.nanoTime()));
        }
    }

    /** Also ends the command when it must end: while it only computes, nothing else would. */
    @Override
    public void at(long done) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The command is ending already.");
        }
        synchronized (this) {
            progress.at(done);
        }
    }

    private void wipe() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        wipe();
        if (lines != null) {
            lines.shutdownNow();
            lines = null;
        }
    }
}
