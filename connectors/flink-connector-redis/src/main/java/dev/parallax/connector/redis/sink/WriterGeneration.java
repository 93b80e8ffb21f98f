package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.versioned.VersionedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer's place in the succession of writers, from a hash in Redis that holds the counter of generations, the newest generation of each
 * subtask, and the job with its first generation.
 *
 * <p>Abandoned is every earlier generation but the newest of each other subtask: those are alive, or their own successors
 * will see to them. This holds too when Flink restarts a single subtask, where job id and attempt number would not tell who lives.
 */
final class WriterGeneration {
    private static final Logger LOG = LoggerFactory.getLogger(WriterGeneration.class);
    private static final byte[] SWEEP_PAGE = ascii("1000");

    private final long generation;
    private final long predecessor;
    private final long restoredCheckpoint;
    /** Rows of generations below it were there before the job and are nobody's to take back. */
    private final long base;

    /** The hashes whose rows keep beside them what a checkpoint covers. */
    private final Set<ByteBuffer> swept;

    private final byte[] fence;
    private final List<byte[]> live;

    private WriterGeneration(
            long generation,
            long predecessor,
            long restoredCheckpoint,
            long base,
            Set<ByteBuffer> swept,
            byte[] fence,
            List<byte[]> live) {
        this.generation = generation;
        this.predecessor = predecessor;
        this.restoredCheckpoint = restoredCheckpoint;
        this.base = base;
        this.swept = swept;
        this.fence = fence;
        this.live = live;
    }

    static WriterGeneration take(PatientChannel channel, String key, List<String> sweptKeys, WriterInitContext context)
            throws InterruptedException {
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        List<byte[]> arguments = List.of(
                ascii(subtask),
                ascii(context.getTaskInfo().getNumberOfParallelSubtasks()),
                ascii(context.getJobInfo().getJobId()));
        List<?> reply = (List<?>) channel.execute(List.of(RedisCall.of(
                        "taking a generation", Script.OPEN, key.getBytes(StandardCharsets.UTF_8), arguments)))
                .get(0);
        OptionalLong restored = context.getRestoredCheckpointId();
        return new WriterGeneration(
                number(reply.get(0)),
                number(reply.get(2)),
                restored.orElse(0),
                // A job that begins anew finds rows of jobs before it; one that is restored may find those of its own
                // past.
                restored.isPresent() ? 0 : number(reply.get(1)),
                sweptKeys.stream()
                        .map(swept -> ByteBuffer.wrap(swept.getBytes(StandardCharsets.UTF_8)))
                        .collect(Collectors.toUnmodifiableSet()),
                (VersionedHash.FENCE_PREFIX + key + "\0" + subtask).getBytes(StandardCharsets.UTF_8),
                reply.subList(3, reply.size()).stream().map(byte[].class::cast).toList());
    }

    long generation() {
        return generation;
    }

    long restoredCheckpoint() {
        return restoredCheckpoint;
    }

    /** The arguments of an upsert into a hash before its rows; the list may be added to. */
    List<byte[]> upsertArguments(ByteBuffer key) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(fence);
        arguments.add(ascii(generation));
        arguments.add(ascii(base));
        arguments.add(ascii(swept.contains(key) ? 1 : 0));
        return arguments;
    }

    /** Takes back what abandoned writers have written into the swept hashes after the restored checkpoint. */
    void sweep(PatientChannel channel) throws InterruptedException {
        for (ByteBuffer key : swept) {
            sweep(channel, key.array());
        }
    }

    private void sweep(PatientChannel channel, byte[] key) throws InterruptedException {
        if (predecessor < base) {
            return;
        }
        byte[] cursor = ascii(0);
        boolean done = false;
        long removed = 0;
        long putBack = 0;
        while (!done) {
            List<byte[]> arguments = new ArrayList<>(List.of(
                    fence,
                    ascii(generation),
                    ascii(base),
                    ascii(restoredCheckpoint),
                    VersionedHash.FENCE_PREFIX.getBytes(StandardCharsets.UTF_8),
                    cursor,
                    SWEEP_PAGE));
            arguments.addAll(live);
            long faults = channel.faults();
            List<?> reply = (List<?>) channel.execute(List.of(RedisCall.of("a sweep", Script.SWEEP, key, arguments)))
                    .get(0);
            removed += (long) reply.get(1);
            putBack += (long) reply.get(2);
            // A server that was restarted does not know the cursor and would leave rows out: begin anew.
            boolean lost = channel.faults() != faults;
            cursor = lost ? ascii(0) : (byte[]) reply.get(0);
            done = !lost && number(cursor) == 0;
        }
        LOG.info(
                "Swept key {} back to checkpoint {}: {} rows removed, {} put back.",
                RedisCall.readable(key),
                restoredCheckpoint,
                removed,
                putBack);
    }

    private static long number(Object reply) {
        return Long.parseLong(new String((byte[]) reply, StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(Object value) {
        return value.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
