package dev.parallax.shared.flow;

import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;

/** State of the current key in namespaces: what lies in one is freed as one. */
interface NamespacedState {
    <S extends State> S in(RowSlot namespace, StateDescriptor<S, ?> descriptor) throws Exception;
}
