package dev.parallax.architectures;

import dev.parallax.architectures.cluster.Cost;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.ViewReader;

/**
 * A way to keep a view of a growing log.
 *
 * @param <A> the accumulator
 */
public interface Architecture<A> extends AutoCloseable {
    String name();

    /** Starts its streaming job. */
    void start();

    /** Its streaming job, once that was started. */
    RunningJob stream();

    /** A further reader of the view that its streaming job writes, to be closed by who asks for it. */
    ViewReader<A> reader();

    /** When the rows of that view leave. */
    OutputMode outputMode();

    /** What a reader sees when everything before {@code cut} has been taken in, for which it waits. */
    ServedView<A> serve(Cut cut);

    /** What a reader sees at the end of the log, when {@code last} was its last cut: the streaming job is drained, every window closed. */
    ServedView<A> finish(Cut last);

    /** What its jobs have spent so far. */
    Cost cost();

    /** Cancels what still runs. */
    @Override
    void close();
}
