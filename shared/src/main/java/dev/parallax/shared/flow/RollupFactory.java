package dev.parallax.shared.flow;

import dev.parallax.shared.model.ViewRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes a {@link Rollup} in each task. */
final class RollupFactory<A> extends AbstractStreamOperatorFactory<ViewRecord<A>>
        implements OneInputStreamOperatorFactory<Shuffled<A>, ViewRecord<A>> {
    private final Pipeline<?, ?, A> pipeline;
    private final RollupSettings settings;

    RollupFactory(Pipeline<?, ?, A> pipeline, RollupSettings settings) {
        this.pipeline = pipeline;
        this.settings = settings;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<ViewRecord<A>>> T createStreamOperator(
            StreamOperatorParameters<ViewRecord<A>> parameters) {
        return (T) new Rollup<>(parameters, pipeline, settings);
    }

    @Override
    public Class<? extends StreamOperator<?>> getStreamOperatorClass(ClassLoader classLoader) {
        return (Class<? extends StreamOperator<?>>) (Class<?>) Rollup.class;
    }
}
