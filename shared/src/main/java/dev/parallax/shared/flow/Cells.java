package dev.parallax.shared.flow;

import dev.parallax.shared.model.Slot;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalMapState;
import org.apache.flink.util.StateMigrationException;

/** The cells of open rows, in Flink's state: under the current one of the {@link StateKeys} a map for each slot, from key to cell. */
final class Cells<A> {
    private static final String NAME = "cells";

    private final KeyedStateBackend<Integer> backend;
    private final InternalMapState<Integer, Slot, String, Cell<A>> state;

    /** Takes a row and its cell, under the current key. */
    interface Visitor<A> {
        void visit(RowSlot row, Cell<A> cell) throws Exception;
    }

    Cells(KeyedStateBackend<Integer> backend, Class<A> accumulatorType) throws Exception {
        this.backend = backend;
        this.state = state(backend, descriptor(accumulatorType));
    }

    @SuppressWarnings("unchecked")
    private static <A> InternalMapState<Integer, Slot, String, Cell<A>> state(
            KeyedStateBackend<Integer> backend, MapStateDescriptor<String, Cell<A>> descriptor) throws Exception {
        try {
            MapState<String, Cell<A>> state =
                    backend.getOrCreateKeyedState(new RecordSerializer<>(Slot.class, null), descriptor);
            return (InternalMapState<Integer, Slot, String, Cell<A>>) state;
        } catch (StateMigrationException e) {
            throw new IllegalStateException(
                    "The checkpoint is of an earlier build, which kept rows in another way, and cannot be gone on from: begin anew.",
                    e);
        }
    }

    static <A> MapStateDescriptor<String, Cell<A>> descriptor(Class<A> accumulatorType) {
        return new MapStateDescriptor<>(
                NAME, new TextSerializer(), new RecordSerializer<>(Cell.class, accumulatorType));
    }

    private MapState<String, Cell<A>> in(Slot slot) {
        state.setCurrentNamespace(slot);
        return state;
    }

    /** The row's; null if it has none. */
    Cell<A> get(RowSlot row) throws Exception {
        return in(row.slot()).get(row.key());
    }

    void put(RowSlot row, Cell<A> cell) throws Exception {
        in(row.slot()).put(row.key(), cell);
    }

    void remove(RowSlot row) throws Exception {
        in(row.slot()).remove(row.key());
    }

    /** Those of all rows of a slot that the current key has. */
    Iterable<Map.Entry<String, Cell<A>>> of(Slot slot) throws Exception {
        return in(slot).entries();
    }

    /** From now on there are only these in the slot. */
    void retain(Slot slot, Map<String, Cell<A>> remaining) throws Exception {
        in(slot).clear();
        if (!remaining.isEmpty()) {
            in(slot).putAll(remaining);
        }
    }

    /** Shows all, of every key. */
    void visit(Visitor<A> visitor) throws Exception {
        List<Tuple2<Integer, Slot>> slots;
        try (var all = backend.<Slot>getKeysAndNamespaces(NAME)) {
            slots = all.toList();
        }
        for (Tuple2<Integer, Slot> slot : slots) {
            backend.setCurrentKey(slot.f0);
            for (Map.Entry<String, Cell<A>> cell : of(slot.f1)) {
                visitor.visit(new RowSlot(cell.getKey(), slot.f1), cell.getValue());
            }
        }
    }
}
