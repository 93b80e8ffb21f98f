package dev.parallax.shared.flow;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes a {@link LogClock} in each task. */
final class LogClockFactory<E, F, A> extends AbstractStreamOperatorFactory<Shuffled<A>>
        implements OneInputStreamOperatorFactory<LogEntry<E>, Shuffled<A>> {
    private final Flattening<E, F, A> flattening;
    private final RollupSettings settings;

    LogClockFactory(Flattening<E, F, A> flattening, RollupSettings settings) {
        this.flattening = flattening;
        this.settings = settings;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<Shuffled<A>>> T createStreamOperator(
            StreamOperatorParameters<Shuffled<A>> parameters) {
        return (T) new LogClock<>(parameters, flattening, settings);
    }

    @Override
    public Class<? extends StreamOperator<?>> getStreamOperatorClass(ClassLoader classLoader) {
        return (Class<? extends StreamOperator<?>>) (Class<?>) LogClock.class;
    }
}
