package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;

/**
 * The facts that further ones are seen together with, in the rollup's state: what stands, for ever; the others in stretches of time, each a namespace of its own, so that it
 * is freed as one.
 */
final class KnownFacts<A> {
    private static final Window ALWAYS = new Window(0, 0);

    /** Of a state with the namespaces that the current hash's keys have, those of stretches and of what stands. */
    private static final MapStateDescriptor<RowSlot, Boolean> STRETCHES = new MapStateDescriptor<>(
            "stretches", new RecordSerializer<>(RowSlot.class, null), BooleanSerializer.INSTANCE);

    private final Detections<A> detections;
    private final NamespacedState namespaces;
    private final Timers timers;
    private final MapStateDescriptor<Place, Past<A>> past;
    private final MapStateDescriptor<Place, Past<A>> standing;
    private final MapState<RowSlot, Boolean> stretches;
    private final Map<Place, Past<A>> forEveryKey = new HashMap<>();

    /** Sets a timer that says when a namespace is to be {@linkplain #forget forgotten}. */
    interface Timers {
        void set(RowSlot namespace, long time);
    }

    KnownFacts(
            Class<A> accumulatorType,
            Detections<A> detections,
            KeyedStateStore states,
            NamespacedState namespaces,
            Timers timers) {
        this.stretches = states.getMapState(STRETCHES);
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

    static MapStateDescriptor<RowSlot, Boolean> stretches() {
        return STRETCHES;
    }

    static <A> RecordSerializer<Past<A>> everyKey(Class<A> accumulatorType) {
        return new RecordSerializer<>(Past.class, accumulatorType);
    }

    /** Whatever a fact of that key may be seen together with, or be seen before. */
    List<Past<A>> around(String key, Past<A> fact) throws Exception {
        List<Past<A>> known = new ArrayList<>(forEveryKey.values());
        namespaces.in(always(key), standing).values().forEach(known::add);
        Window own = detections.stretchOf(fact.eventTime());
        Window first = detections.before(own);
        if (detections.stands(fact)) {
            for (RowSlot stretch : stretches.keys()) {
                if (stretch.key().equals(key) && stretch.slot().window().start() >= first.start()) {
                    namespaces.in(stretch, past).values().forEach(known::add);
                }
            }
        } else {
            for (Window stretch : List.of(first, own, detections.after(own))) {
                for (Past<A> other : pastOf(key, stretch).values()) {
                    if (detections.isWithinHorizon(fact, other)) {
                        known.add(other);
                    }
                }
            }
        }
        return known;
    }

    void keep(String key, Past<A> fact) throws Exception {
        if (detections.stands(fact)) {
            namespaces.in(always(key), standing).put(fact.place(), fact);
            stretches.put(always(key), true);
            return;
        }
        Window own = detections.stretchOf(fact.eventTime());
        MapState<Place, Past<A>> kept = pastOf(key, own);
        if (kept.isEmpty()) {
            stretches.put(stretch(key, own), true);
            timers.set(stretch(key, own), detections.needless(own));
        }
        kept.put(fact.place(), fact);
    }

    /** What stands for every key. */
    List<Past<A>> forEveryKey() {
        return List.copyOf(forEveryKey.values());
    }

    void keepForEveryKey(Past<A> fact) {
        forEveryKey.put(fact.place(), fact);
    }

    /** The keys with the current hash of which something is known. */
    Set<String> keys() throws Exception {
        Set<String> keys = new HashSet<>();
        stretches.keys().forEach(stretch -> keys.add(stretch.key()));
        return keys;
    }

    /** Lets go of a stretch. */
    void forget(RowSlot stretch) throws Exception {
        namespaces.in(stretch, past).clear();
        stretches.remove(stretch);
    }

    private MapState<Place, Past<A>> pastOf(String key, Window stretch) throws Exception {
        return namespaces.in(stretch(key, stretch), past);
    }

    private static RowSlot stretch(String key, Window stretch) {
        return new RowSlot(key, new Slot(stretch, Slot.EVERY_EPOCH));
    }

    private static RowSlot always(String key) {
        return stretch(key, ALWAYS);
    }
}
