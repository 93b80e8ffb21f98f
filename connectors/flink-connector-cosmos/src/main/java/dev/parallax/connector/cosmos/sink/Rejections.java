package dev.parallax.connector.cosmos.sink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.util.FlinkRuntimeException;

/** What becomes of operations that can never succeed. */
final class Rejections {
    private final RejectedOperationHandler handler;
    private final Counter counter;

    /** @param handler null if they are to fail the job */
    Rejections(RejectedOperationHandler handler, Counter counter) {
        this.handler = handler;
        this.counter = counter;
    }

    /** @param reason in half a sentence */
    void reject(CosmosOperation operation, String reason) {
        String sentence = "The " + operation + " cannot be carried out: " + reason + ".";
        if (handler == null) {
            throw new FlinkRuntimeException(sentence);
        }
        counter.inc();
        handler.rejected(operation, sentence);
    }
}
