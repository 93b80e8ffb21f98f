package dev.parallax.shared.topic;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** The context of Flink's writer for Kafka, which tells here where each record came to lie. */
final class AcknowledgedContext extends ForwardingContext {
    private final Acknowledgements acknowledgements;

    AcknowledgedContext(WriterInitContext context, Acknowledgements acknowledgements) {
        super(context);
        this.acknowledgements = acknowledgements;
    }

    /** Flink's writer gives it the metadata of each acknowledged record. */
    @Override
    @SuppressWarnings("unchecked")
    public <M> Optional<Consumer<M>> metadataConsumer() {
        return Optional.of((Consumer<M>) acknowledgements);
    }
}
