package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;

/**
 * The facts that further ones are seen together with, in the rollup's state: what stands, for ever; the others in stretches of time, each a namespace of its own, so that it
 * is freed as one.
 */
final class KnownFacts<A> {
    /** In place of the epoch, where a slot is no row's. */
    private static final int PAST = Integer.MIN_VALUE;

    private static final Window ALWAYS = new Window(0, 0);

    private final Detections<A> detections;
    private final Namespaces namespaces;
    private final Timers timers;
    private final MapStateDescriptor<Place, Past<A>> past;
    private final MapStateDescriptor<Place, Past<A>> standing;
    private final MapStateDescriptor<Window, Boolean> stretches = stretches();

    /** State of the current key, by namespace. */
    interface Namespaces {
        <S extends State> S state(RowSlot namespace, StateDescriptor<S, ?> descriptor) throws Exception;
    }

    /** Sets a timer that says when a namespace is to be {@linkplain #forget forgotten}. */
    interface Timers {
        void set(RowSlot namespace, long time);
    }

    KnownFacts(Class<A> accumulatorType, Detections<A> detections, Namespaces namespaces, Timers timers) {
        this.past = past(accumulatorType);
        this.standing = standing(accumulatorType);
        this.detections = detections;
        this.namespaces = namespaces;
        this.timers = timers;
    }

    static <A> MapStateDescriptor<Place, Past<A>> past(Class<A> accumulatorType) {
        return facts("past", accumulatorType);
    }

    static <A> MapStateDescriptor<Place, Past<A>> standing(Class<A> accumulatorType) {
        return facts("standing", accumulatorType);
    }

    private static <A> MapStateDescriptor<Place, Past<A>> facts(String name, Class<A> accumulatorType) {
        return new MapStateDescriptor<>(
                name, new RecordSerializer<>(Place.class, null), new RecordSerializer<>(Past.class, accumulatorType));
    }

    static MapStateDescriptor<Window, Boolean> stretches() {
        return new MapStateDescriptor<>(
                "stretches", new RecordSerializer<>(Window.class, null), BooleanSerializer.INSTANCE);
    }

    /** Whatever a fact of that key may be seen together with, or be seen before. */
    List<Past<A>> around(String key, Past<A> fact) throws Exception {
        List<Past<A>> known = new ArrayList<>();
        namespaces.state(always(key), standing).values().forEach(known::add);
        Window own = detections.stretchOf(fact.eventTime());
        Window first = detections.before(own);
        if (detections.stands(fact)) {
            for (Window stretch : namespaces.state(always(key), stretches).keys()) {
                if (stretch.start() >= first.start()) {
                    pastOf(key, stretch).values().forEach(known::add);
                }
            }
        } else {
            for (Window stretch : List.of(first, own, detections.after(own))) {
                pastOf(key, stretch).values().forEach(known::add);
            }
        }
        return known;
    }

    void keep(String key, Past<A> fact) throws Exception {
        if (detections.stands(fact)) {
            namespaces.state(always(key), standing).put(fact.place(), fact);
            return;
        }
        Window own = detections.stretchOf(fact.eventTime());
        MapState<Place, Past<A>> kept = pastOf(key, own);
        if (kept.isEmpty()) {
            namespaces.state(always(key), stretches).put(own, true);
            timers.set(stretch(key, own), detections.needless(own));
        }
        kept.put(fact.place(), fact);
    }

    /** Whether that is the namespace of a stretch, and no row's. */
    static boolean isStretch(RowSlot namespace) {
        return namespace.slot().epoch() == PAST;
    }

    /** Lets go of a stretch. */
    void forget(RowSlot stretch) throws Exception {
        namespaces.state(stretch, past).clear();
        namespaces.state(always(stretch.key()), stretches).remove(stretch.slot().window());
    }

    private MapState<Place, Past<A>> pastOf(String key, Window stretch) throws Exception {
        return namespaces.state(stretch(key, stretch), past);
    }

    private static RowSlot stretch(String key, Window stretch) {
        return new RowSlot(key, new Slot(stretch, PAST));
    }

    private static RowSlot always(String key) {
        return stretch(key, ALWAYS);
    }
}
