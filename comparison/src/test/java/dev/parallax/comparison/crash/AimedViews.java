package dev.parallax.comparison.crash;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.shared.view.ViewStore;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;

/** A store of views that says when the one who serves them is at a crash point. */
public record AimedViews(ViewStore store, Consumer<CrashPoint> reached) implements ViewStore {
    @Override
    public void create(String view, int writers) {
        store.create(view, writers);
    }

    @Override
    public void createEmpty(String view, int writers) {
        reached.accept(CrashPoint.VIEW_MADE);
        store.createEmpty(view, writers);
    }

    @Override
    public <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline) {
        return store.sink(view, pipeline);
    }

    @Override
    public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
        return store.reader(view, pipeline);
    }

    @Override
    public void drop(String view) {
        reached.accept(CrashPoint.SUPERSEDED);
        store.drop(view);
    }

    @Override
    public void forget(String view, int epoch) {
        store.forget(view, epoch);
    }

    @Override
    public void serve(String name, String view) {
        reached.accept(CrashPoint.BEFORE_POINTER);
        store.serve(name, view);
        reached.accept(CrashPoint.AFTER_POINTER);
    }

    @Override
    public String served(String name) {
        return store.served(name);
    }

    @Override
    public void close() {
        store.close();
    }
}
