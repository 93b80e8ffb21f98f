package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;

/** Lets a pipeline's {@link Detection} look at each fact that the rollup takes in, together with those that are known. */
final class Detector<A> implements Triggerable<Integer, RowSlot> {
    private static final String EVERY_KEY = "standing for every key";

    private final RollupSettings settings;
    private final Detections<A> detections;
    private final KnownFacts<A> known;
    private final ListState<Past<A>> savedForEveryKey;
    private final Rows<A> rows;
    private final Consumer<LateContribution<A>> evidence;
    private boolean isAnythingKnown;

    /** Takes what belongs into a row. */
    interface Rows<A> {
        void add(String key, Window window, int epoch, A found) throws Exception;
    }

    Detector(
            Pipeline<?, ?, A> pipeline,
            RollupSettings settings,
            StateInitializationContext context,
            NamespacedState states,
            KnownFacts.Timers timers,
            Rows<A> rows,
            Consumer<LateContribution<A>> evidence)
            throws Exception {
        this.settings = settings;
        this.detections = new Detections<>(pipeline.detection(), pipeline.aggregate(), settings);
        this.known =
                new KnownFacts<>(pipeline.accumulatorType(), detections, context.getKeyedStateStore(), states, timers);
        this.rows = rows;
        this.evidence = evidence;
        savedForEveryKey = context.getOperatorStateStore()
                .getUnionListState(
                        new ListStateDescriptor<>(EVERY_KEY, KnownFacts.everyKey(pipeline.accumulatorType())));
        for (Past<A> fact : savedForEveryKey.get()) {
            known.keepForEveryKey(fact);
        }
    }

    /** How its states are written, by their names. */
    static Map<String, TypeSerializer<?>> states(Class<?> accumulatorType) {
        Map<String, TypeSerializer<?>> states = new HashMap<>();
        states.put("past", KnownFacts.past(accumulatorType).getSerializer());
        states.put("standing", KnownFacts.standing(accumulatorType).getSerializer());
        states.put("stretches", KnownFacts.stretches().getSerializer());
        states.put(EVERY_KEY, KnownFacts.everyKey(accumulatorType));
        return states;
    }

    void save() throws Exception {
        savedForEveryKey.update(known.forEveryKey());
    }

    /** What of the fact itself belongs into its row. */
    A row(A fact) {
        return detections.row(fact);
    }

    /** How long after a fact's time rows may depend on it, in milliseconds. */
    long reach(A fact) {
        return detections.reach(fact);
    }

    /** Looks at a fact that is in its row. */
    void look(Share<A> share, Window window) throws Exception {
        Past<A> fact = Past.of(share);
        String key = share.key();
        if (detections.isForgotten(fact)) {
            evidence.accept(new LateContribution<>(
                    key, window, fact.place(), 0, LateContribution.Kind.FORGOTTEN, detections.reach(fact.fact())));
            if (detections.isVain(fact)) {
                return;
            }
        }
        if (key.equals(Detection.EVERY_KEY) && detections.stands(fact)) {
            return; // It is told to every subtask.
        }
        isAnythingKnown = true;
        take(key, fact);
        known.keep(key, fact);
    }

    private void take(String key, Past<A> fact) throws Exception {
        detections.take(fact, known.around(key, fact), (window, epoch, found) -> rows.add(key, window, epoch, found));
    }

    /** Looks at what stands for every key, and so once more at all of them. */
    void look(ForEveryKey<A> told, KeyedStateBackend<Integer> backend) throws Exception {
        Past<A> fact = told.fact();
        Window own = settings.windows().of(fact.eventTime()).get(0);
        if (settings.clock() == ClockMode.EVENT_TIME && settings.deadline(fact.eventTime(), own) <= told.clock()) {
            return; // Its share is late, and says so.
        }
        if (settings.clock() != ClockMode.NONE) {
            backend.applyToAllKeys(
                    VoidNamespace.INSTANCE,
                    VoidNamespaceSerializer.INSTANCE,
                    KnownFacts.stretches(),
                    (hash, stretches) -> takeAtEachKey(fact));
        } else if (isAnythingKnown) {
            // It lets go of each hash's state before it goes on to the next.
            throw new IllegalStateException("A batch job must see what stands for every key first.");
        }
        known.keepForEveryKey(fact);
    }

    private void takeAtEachKey(Past<A> fact) throws Exception {
        for (String key : known.keys()) {
            take(key, fact);
        }
    }

    /** Nothing depends any more on what is in a stretch. */
    @Override
    public void onEventTime(InternalTimer<Integer, RowSlot> stretchEnd) throws Exception {
        known.forget(stretchEnd.getNamespace());
    }

    @Override
    public void onProcessingTime(InternalTimer<Integer, RowSlot> timer) {
        throw new IllegalStateException("The detector sets no timer in processing time.");
    }
}
