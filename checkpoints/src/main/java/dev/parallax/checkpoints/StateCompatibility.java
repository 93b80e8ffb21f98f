package dev.parallax.checkpoints;

import dev.parallax.shared.codec.Evolution;
import dev.parallax.shared.flow.RecordSerializerSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.MapSerializerSnapshot;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;

/** Whether a job can go on from a checkpoint that another version of it has written. It is found out without starting the job. */
public final class StateCompatibility {
    private final List<String> conflicts = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    private StateCompatibility() {}

    /**
     * Compares what the checkpoint holds with what the job keeps.
     *
     * @param states how the job writes states that may have changed: by the uid of the operator and the name of the state
     * @param classes where the classes of the job are found
     * @throws UnreadableCheckpoint if the checkpoint cannot be read, with a sentence
     */
    public static StateCompatibility of(
            CheckpointContents checkpoint,
            JobGraph job,
            Map<String, Map<String, TypeSerializer<?>>> states,
            ClassLoader classes) {
        StateCompatibility compatibility = new StateCompatibility();
        Map<OperatorID, JobVertex> operators = new HashMap<>();
        for (JobVertex vertex : job.getVertices()) {
            for (OperatorIDPair ids : vertex.getOperatorIDs()) {
                operators.put(ids.getGeneratedOperatorID(), vertex);
                ids.getUserDefinedOperatorID().ifPresent(id -> operators.put(id, vertex));
            }
        }
        for (OperatorContents operator : checkpoint.operators()) {
            JobVertex now = operators.get(operator.state().getOperatorID());
            if (now == null) {
                compatibility.compareWithNone(operator);
            } else {
                compatibility.compareParallelism(operator, now);
                compatibility.compareStates(
                        operator, states.getOrDefault(operator.uid().orElse(""), Map.of()), classes);
            }
        }
        return compatibility;
    }

    /** Why it cannot go on, a sentence without its end for each; empty if it can. */
    public List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /** What is different without harm, a sentence without its end for each. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    private void compareWithNone(OperatorContents operator) {
        OperatorState state = operator.state();
        if (state.getCoordinatorState() != null
                || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState)) {
            conflicts.add("it has state of " + called(operator) + ", which the job has no more");
        }
    }

    private void compareParallelism(OperatorContents operator, JobVertex now) {
        int most = now.getMaxParallelism();
        if (most > 0 && most != operator.maxParallelism() && operator.state().hasSubtaskStates()) {
            conflicts.add(called(operator) + " was written with a maximum parallelism of " + operator.maxParallelism()
                    + ", and has " + most + " now");
        }
    }

    private void compareStates(OperatorContents operator, Map<String, TypeSerializer<?>> states, ClassLoader classes) {
        if (states.isEmpty()) {
            return;
        }
        Map<String, TypeSerializerSnapshot<?>> before;
        try {
            before = StateSnapshots.of(operator, classes);
        } catch (UnreadableCheckpoint e) {
            throw e;
        } catch (MissingClass e) {
            conflicts.add(called(operator) + " has state of " + e.getMessage() + ", a class that the job has no more");
            return;
        }
        states.forEach((name, serializer) -> {
            if (before.containsKey(name)) {
                compare(
                        "the state '" + name + "' of " + called(operator),
                        before.get(name),
                        serializer.snapshotConfiguration());
            }
        });
    }

    private static String called(OperatorContents operator) {
        String uid = operator.uid().orElse(operator.id());
        return "the operator '" + operator.name().orElse(uid) + "' (uid " + uid + ")";
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void compare(String place, TypeSerializerSnapshot before, TypeSerializerSnapshot now) {
        if (before instanceof MapSerializerSnapshot one && now instanceof MapSerializerSnapshot other) {
            compare(place, one.getKeySerializerSnapshot(), other.getKeySerializerSnapshot());
            compare(place, one.getValueSerializerSnapshot(), other.getValueSerializerSnapshot());
            return;
        }
        if (before instanceof RecordSerializerSnapshot one && now instanceof RecordSerializerSnapshot other) {
            Evolution<?> evolution = other.evolutionFrom(one);
            evolution.conflicts().forEach(conflict -> conflicts.add("in " + place + " " + conflict));
            evolution.changes().forEach(change -> changes.add(place + " " + change));
            return;
        }
        TypeSerializerSchemaCompatibility<?> compatibility = now.resolveSchemaCompatibility(before);
        if (compatibility.isIncompatible()) {
            conflicts.add(place + " is written in another way now");
        }
    }
}
