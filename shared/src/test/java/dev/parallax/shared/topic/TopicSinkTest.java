package dev.parallax.shared.topic;

import static dev.parallax.shared.topic.NumbersJob.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.parallax.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are away for longer than their transactions may be open, on a real broker. */
class TopicSinkTest {
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    private NumbersTopic topic;
    private NumbersJob job;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.startTemporary();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void aTopic(TestInfo test) throws Exception {
        topic = NumbersTopic.create(
                kafka.bootstrapServers(), test.getTestMethod().orElseThrow().getName(), 1);
        job = new NumbersJob(kafka.bootstrapServers(), topic, directory);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /** How many records of the topic the checkpoint takes for written, and no reader of committed records sees: counted without Parallax. */
    private long hidden(Path checkpoint) {
        List<Long> committed = topic.committed();
        assertThat(topic.all()).containsAll(numbers(0, job.before(checkpoint)));
        return job.before(checkpoint) - committed.size();
    }

    /** The job dies between checkpoint and commit, and is away until the broker has aborted the transaction. */
    private Path awayForLong() throws Exception {
        Path checkpoint = job.runUntilItDies(SHORT);
        await().atMost(PATIENCE).until(topic::isDecided);
        assertThat(hidden(checkpoint)).isPositive();
        return checkpoint;
    }

    @Test
    void aShortOutageLosesNothingAndNothingIsWrittenAgain() throws Exception {
        Path checkpoint = job.runUntilItDies(LONG);
        assertThat(topic.isDecided()).isFalse();

        job.finish(checkpoint);

        assertThat(topic.committed()).isEqualTo(numbers(0, ALL));
        assertThat(topic.rewritings()).isEmpty();
    }

    @Test
    void whatWasCommittedBeforeIsNotTakenForLost() throws Exception {
        Path checkpoint = job.runUntilItDies(LONG);
        long upToCheckpoint = job.before(checkpoint);
        job.finish(checkpoint);
        job.finish(checkpoint);

        // The job went back to the checkpoint, and wrote anew what comes after it.
        assertThat(topic.committed().subList(0, ALL)).isEqualTo(numbers(0, ALL));
        assertThat(topic.committed().subList(ALL, topic.committed().size())).isEqualTo(numbers(upToCheckpoint, ALL));
        assertThat(topic.rewritings()).isEmpty();
    }

    @Test
    void afterALongOutageTheAbortedRecordsAreWrittenAgainOnce() throws Exception {
        Path checkpoint = awayForLong();
        long upToCheckpoint = job.before(checkpoint);

        job.finish(checkpoint);

        assertThat(topic.committed()).isEqualTo(numbers(0, ALL));
        assertThat(topic.rewritings()).hasSize(1);

        job.finish(checkpoint);

        assertThat(topic.committed().subList(0, ALL)).isEqualTo(numbers(0, ALL));
        assertThat(topic.committed().subList(ALL, topic.committed().size())).isEqualTo(numbers(upToCheckpoint, ALL));
        assertThat(topic.rewritings()).hasSize(1);
    }

    @Test
    void recordsThatAreNotThereAnyMoreEndTheJobAndAreCounted() throws Exception {
        Path checkpoint = awayForLong();
        long hidden = hidden(checkpoint);
        topic.deleteBefore(0, topic.end(0));

        assertThat(rootCauseOf(() -> job.finish(checkpoint)))
                .startsWith("It cannot be told whether the transaction ")
                .contains(" with " + hidden + " records of checkpoint " + NumbersJob.number(checkpoint)
                        + " was ever committed");
    }

    @Test
    void recordsOfAnAbortedTransactionThatAreGoneInPartAreCountedAsLost() throws Exception {
        topic = NumbersTopic.create(kafka.bootstrapServers(), "two-partitions", 2);
        job = new NumbersJob(kafka.bootstrapServers(), topic, directory);
        Path checkpoint = awayForLong();
        long hidden = hidden(checkpoint);
        long committed = topic.committed().size();
        topic.deleteBefore(1, topic.end(1));

        assertThat(rootCauseOf(() -> job.finish(checkpoint)))
                .startsWith("Kafka has aborted a transaction with " + hidden + " records of checkpoint "
                        + NumbersJob.number(checkpoint) + " in the topic two-partitions")
                .contains(hidden + " records of checkpoint " + NumbersJob.number(checkpoint) + " are lost");
        assertThat(topic.committed().size()).isLessThanOrEqualTo((int) committed);
    }

    @Test
    void aBrokerThatAbortsWhileACheckpointIsMadeLosesNothing() throws Exception {
        job.runHeldUp(SHORT);

        assertThat(topic.committed()).isEqualTo(numbers(0, ALL));
        assertThat(topic.rewritings()).hasSize(1);
    }

    private static String rootCauseOf(ThrowingCallable action) {
        Throwable root = catchThrowable(action);
        assertThat(root).isInstanceOf(ExecutionException.class);
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
