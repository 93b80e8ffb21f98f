package dev.parallax.comparison;

import dev.parallax.architectures.Architecture;
import dev.parallax.architectures.ServedView;
import dev.parallax.architectures.cluster.Cost;
import dev.parallax.comparison.diff.ViewDiff;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Cut;
import java.util.ArrayList;
import java.util.List;

/** What is found about one architecture, as the comparison goes. */
public final class Findings<A> {
    private final Architecture<A> architecture;
    private final List<ViewDiff<A>> atCuts = new ArrayList<>();
    private final List<Long> stateBytesAtCuts = new ArrayList<>();
    private final long started = System.nanoTime();
    private ServedView<A> served;
    private ViewDiff<A> atEnd;
    private Cost cost;
    private double wallSeconds;

    Findings(Architecture<A> architecture) {
        this.architecture = architecture;
    }

    void start() {
        architecture.start();
    }

    /** Reads the served view at the cut, before the truth there is known. */
    void serve(Cut cut) {
        served = architecture.serve(cut);
        stateBytesAtCuts.add(architecture.stream().stateBytes());
    }

    /** Holds what was read against the truth. */
    void compare(Pipeline<?, ?, A> pipeline, Truth<A> truth) {
        atCuts.add(diff(pipeline, truth));
        served = null; // until the next cut its rows are only in the way
    }

    private ViewDiff<A> diff(Pipeline<?, ?, A> pipeline, Truth<A> truth) {
        return ViewDiff.of(pipeline, truth.rows(), truth.evidence().repeated(), served);
    }

    /** Ends the architecture's job, and holds its last view against the truth at the end of the log. */
    void finish(Pipeline<?, ?, A> pipeline, Truth<A> truth, Cut last) {
        served = architecture.finish(last);
        atEnd = diff(pipeline, truth);
        cost = architecture.cost();
        wallSeconds = (System.nanoTime() - started) / 1e9;
    }

    public String name() {
        return architecture.name();
    }

    /** The served view at the end of the log, drained. */
    public ServedView<A> served() {
        return served;
    }

    /** How the served view differed at each cut. */
    public List<ViewDiff<A>> atCuts() {
        return List.copyOf(atCuts);
    }

    /** How large the state of its stream was at each cut, in the last checkpoint. */
    public List<Long> stateBytesAtCuts() {
        return List.copyOf(stateBytesAtCuts);
    }

    /** How it differs at the end of the log. */
    public ViewDiff<A> atEnd() {
        return atEnd;
    }

    public Cost cost() {
        return cost;
    }

    /** Time from the start to the end of its jobs. */
    public double wallSeconds() {
        return wallSeconds;
    }
}
