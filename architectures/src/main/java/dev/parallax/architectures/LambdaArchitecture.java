package dev.parallax.architectures;

import dev.parallax.architectures.cluster.Cost;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import java.util.Map;

/**
 * Lambda: a batch layer computes the view of everything before a cut anew, a speed layer computes each epoch's share as it comes,
 * a serving layer merges the last batch view with the epochs after it.
 *
 * <p>At cut {@code j} the reader sees batch view {@code j - 1} and the epoch after it; batch view {@code j}, the truth at {@code j}, is served only
 * when it is complete.
 */
public final class LambdaArchitecture<E, F, A> implements Architecture<A> {
    static final String POINTER = "batch";

    private final Scenario<E, F, A> scenario;
    private final BatchLayer<E, F, A> batchLayer;
    private final SpeedLayer<E, F, A> speedLayer;
    private final ServingView<A> servingView;
    private String servedView;

    public LambdaArchitecture(Scenario<E, F, A> scenario) {
        this.scenario = scenario;
        this.batchLayer = new BatchLayer<>(scenario);
        this.speedLayer = new SpeedLayer<>(scenario);
        this.servingView = new ServingView<>(scenario.pipeline().aggregate());
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public void start() {
        servedView = scenario.batchViews().served(POINTER); // of an earlier run, perhaps
        speedLayer.start();
    }

    @Override
    public RunningJob stream() {
        return speedLayer.job();
    }

    @Override
    public ViewReader<A> reader() {
        return speedLayer.reader();
    }

    @Override
    public OutputMode outputMode() {
        return OutputMode.UPDATE;
    }

    @Override
    public ServedView<A> serve(Cut cut) {
        return servingView.mergedWith(speedLayer.upTo(cut));
    }

    /** Lets the batch layer compute the truth at {@code cut}; it is not served yet. */
    public View<A> computeBatchView(Cut cut) {
        return batchLayer.compute(cut);
    }

    /** Moves the one pointer: from now on the batch view of these rows, complete up to {@code cut}, is served, with the epochs after it. */
    public void serveBatchView(Map<RowKey, RowValue<A>> rows, Cut cut) {
        String view = BatchLayer.viewName(cut);
        scenario.batchViews().serve(POINTER, view);
        servingView.serve(rows, cut);
        speedLayer.forgetUpTo(cut);
        if (servedView != null && !servedView.equals(view)) {
            scenario.batchViews().drop(servedView);
        }
        servedView = view;
    }

    @Override
    public ServedView<A> finish(Cut last) {
        ServedView<A> served = serve(last);
        speedLayer.drain();
        return served;
    }

    @Override
    public Cost cost() {
        return batchLayer.cost().plus(speedLayer.cost());
    }

    @Override
    public void close() {
        speedLayer.close();
    }
}
