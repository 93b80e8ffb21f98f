package dev.parallax.connector.redis.sink;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of a sink of commands, without a job around it. */
final class Writer implements AutoCloseable {
    private static final int MAX_PARALLELISM = 128;

    private final MockEnvironment environment;
    private final OneInputStreamOperatorTestHarness<RedisCommand, CommittableMessage<Void>> harness;

    private Writer(RedisSink<RedisCommand> sink, Attempt attempt) throws Exception {
        environment = new MockEnvironmentBuilder()
                .setTaskName("writer")
                .setJobID(attempt.job)
                .setMaxParallelism(MAX_PARALLELISM)
                .setParallelism(attempt.parallelism)
                .setSubtaskIndex(attempt.subtask)
                .build();
        harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink), environment);
        harness.setup();
        if (attempt.checkpoint >= 0) {
            harness.setRestoredCheckpointId(attempt.checkpoint);
            harness.initializeState(OperatorSubtaskState.builder().build());
        } else {
            harness.initializeEmptyState();
        }
        harness.open();
    }

    /** Of which job, which subtask of how many, and from which checkpoint (-1: from none). */
    record Attempt(JobID job, int subtask, int parallelism, long checkpoint) {
        static Attempt first() {
            return new Attempt(new JobID(), 0, 1, -1);
        }

        Attempt of(int subtask, int parallelism) {
            return new Attempt(job, subtask, parallelism, checkpoint);
        }

        Attempt restoredFrom(long checkpoint) {
            return new Attempt(job, subtask, parallelism, checkpoint);
        }

        Writer open(RedisSink<RedisCommand> sink) throws Exception {
            return new Writer(sink, this);
        }
    }

    void write(RedisCommand... commands) throws Exception {
        for (RedisCommand command : commands) {
            harness.processElement(command, 0);
        }
    }

    /** Writes, and waits until all is in Redis, as at a barrier whose checkpoint then fails. */
    void writeThrough(RedisCommand... commands) throws Exception {
        write(commands);
        harness.prepareSnapshotPreBarrier(0);
    }

    void checkpoint(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
        harness.snapshot(checkpoint, 0);
    }

    @Override
    public void close() throws Exception {
        harness.close();
        environment.close();
    }
}
