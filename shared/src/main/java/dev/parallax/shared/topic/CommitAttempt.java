package dev.parallax.shared.topic;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** A request to commit, as Flink's committer for Kafka sees it: that it failed is kept here, and not yet said to Flink. */
final class CommitAttempt implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<TopicTransaction> request;
    private Throwable failure;

    CommitAttempt(CommitRequest<TopicTransaction> request) {
        this.request = request;
    }

    CommitRequest<TopicTransaction> request() {
        return request;
    }

    TopicTransaction transaction() {
        return request.getCommittable();
    }

    /** Why it will never be committed, as Kafka says it; null if it was committed or will be tried again. */
    Throwable failure() {
        return failure;
    }

    @Override
    public KafkaCommittable getCommittable() {
        return transaction().kafka();
    }

    @Override
    public int getNumberOfRetries() {
        return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
        failure = reason;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
        failure = reason;
    }

    @Override
    public void retryLater() {
        request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
        request.updateAndRetryLater(
                new TopicTransaction(committable, transaction().ranges()));
    }

    @Override
    public void signalAlreadyCommitted() {
        request.signalAlreadyCommitted();
    }
}
