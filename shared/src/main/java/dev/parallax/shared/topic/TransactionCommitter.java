package dev.parallax.shared.topic;

import dev.parallax.shared.log.KafkaConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactions, and finds out about each that cannot be committed whether its records are lost.
 *
 * <p>That Kafka refuses is no sign of it: after every restore Flink commits once more what the attempt before had committed, and Kafka says of that the same
 * as of a transaction that it has aborted. So the topic is asked: a record of the transaction that readers of committed records
 * see was committed, and all others with it. One that they do not see, and that is there, was aborted: then its records are written again.
 */
final class TransactionCommitter implements Committer<TopicTransaction> {
    private static final Logger LOGGER = LoggerFactory.getLogger(TransactionCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final KafkaConnection kafka;

    TransactionCommitter(Committer<KafkaCommittable> committer, KafkaConnection kafka) {
        this.committer = committer;
        this.kafka = kafka;
    }

    @Override
    public void commit(Collection<CommitRequest<TopicTransaction>> requests) throws IOException, InterruptedException {
        List<CommitAttempt> attempts = requests.stream().map(CommitAttempt::new).toList();
        committer.commit(new ArrayList<>(attempts));
        for (CommitAttempt attempt : attempts) {
            if (attempt.failure() != null) {
                settle(attempt);
            }
        }
    }

    private void settle(CommitAttempt attempt) throws IOException {
        TopicTransaction transaction = attempt.transaction();
        try (WrittenRecords written = new WrittenRecords(kafka)) {
            switch (written.fateOf(transaction)) {
                case COMMITTED -> attempt.request().signalAlreadyCommitted();
                case ABORTED -> {
                    writeAgain(transaction, written);
                    attempt.request().signalAlreadyCommitted();
                }
                case OPEN -> attempt.request().signalFailedWithUnknownReason(attempt.failure());
                case GONE ->
                    throw forGood("It cannot be told whether the transaction " + transaction.id() + " with "
                            + recordsOf(transaction)
                            + " was ever committed: Kafka does not commit it now, and what was written in it is in the topic "
                            + topic(transaction) + " no more. Go on from a later checkpoint, or begin anew.");
            }
        }
    }

    private void writeAgain(TopicTransaction transaction, WrittenRecords written) throws IOException {
        if (transaction.isOfThisAttempt()) {
            // Its writer has gone on, and what is written again must come before that.
            throw new IOException("Kafka has aborted the transaction of " + recordsOf(transaction)
                    + " before it could be" + " committed: they are written again from the checkpoint.");
        }
        Rewriting rewriting = new Rewriting(kafka, written);
        switch (rewriting.rewrite(transaction)) {
            case DONE ->
                LOGGER.warn(
                        "Kafka had aborted a transaction with {} in the topic {}, since it was not committed in time. What was in it has been written again: nothing is lost.",
                        recordsOf(transaction),
                        topic(transaction));
            case DONE_BEFORE -> LOGGER.info("An earlier attempt has written again {}.", recordsOf(transaction));
            case RECORDS_MISSING ->
                throw forGood("Kafka has aborted a transaction with " + recordsOf(transaction) + " in the topic "
                        + topic(transaction)
                        + ", since it was not committed in time, and what was written in it is not all there any more, so that"
                        + " it cannot be written again: " + recordsOf(transaction)
                        + " are lost. Go back to an earlier checkpoint, or begin anew; a"
                        + " longer transaction.timeout.ms outlasts a longer outage.");
        }
    }

    /** To try again would end the same way. */
    private static SuppressRestartsException forGood(String sentence) {
        return new SuppressRestartsException(new IllegalStateException(sentence));
    }

    private static String recordsOf(TopicTransaction transaction) {
        return (transaction.records() == 1 ? "1 record" : transaction.records() + " records") + " of checkpoint "
                + transaction.checkpoint();
    }

    private static String topic(TopicTransaction transaction) {
        return transaction.witness().topic();
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }
}
