package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.versioned.VersionedHash;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes to a Redis server or a Redis Cluster what a {@link RedisCommandMapper} makes of each element.
 *
 * <h2>What is promised</h2>
 *
 * In every mode: what one subtask does to one key happens in the order of its elements, also when a batch has to be sent again; passing
 * faults (connection lost or refused, timeout, {@code LOADING}, {@code READONLY}, {@code CLUSTERDOWN}, {@code TRYAGAIN}, slots that
 * move and the like) are waited out, with growing pauses, a bounded buffer and backpressure, until {@link RedisSinkBuilder#setPatience}
 * is used up; everything else ({@code WRONGTYPE}, {@code NOAUTH}, {@code WRONGPASS}, {@code NOPERM}, {@code OOM}, ...) fails the job
 * with a {@link RedisSinkException} that names command and key. What Redis has confirmed is as durable as its own persistence.
 *
 * <ul>
 *   <li>{@link DeliveryGuarantee#AT_LEAST_ONCE}, the default: a checkpoint completes, and a bounded job finishes, only when
 *       Redis has confirmed every command of the elements before it. After a failure, elements since the restored checkpoint come again, so that their
 *       commands are executed once more. Commands that set a value ({@code SET}, {@code HSET}, {@code DEL}, {@code HDEL},
 *       {@code PEXPIRE}) end in the same state then, provided that the job makes the same elements of the same input; until they have come by
 *       again, a key may go back to an earlier of its values. Commands that add ({@code INCR}, {@code RPUSH}) count twice: do not use them.
 *   <li>{@link DeliveryGuarantee#NONE}: checkpoints do not wait. After a failure of the job, commands may be missing.
 *   <li>{@link DeliveryGuarantee#EXACTLY_ONCE} is refused: Redis has no transaction that could outlive a connection.
 * </ul>
 *
 * <h2>Versioned upserts</h2>
 *
 * {@link RedisCommand.Upsert} and {@link RedisCommand.VersionedDelete} make at-least-once effectively once for the rows of hashes. They need
 * {@link RedisSinkBuilder#setGenerationKey}. Each row carries a version (generation, checkpoint, count), and Redis itself, atomically, refuses a row
 * that is older than the stored one. It is promised that
 *
 * <ul>
 *   <li>a row only goes forward: no late, repeated or reordered write replaces a newer one;
 *   <li>a writer that another has replaced (a zombie) can no longer write to a hash once its successor, the writer of the same
 *       subtask, has written there or swept it; it fails with a sentence. Before that, and for subtasks that the successors do not have, its rows are
 *       outranked row by row only;
 *   <li>when a job is restored, each hash of {@link RedisSinkBuilder#setSweptKeys} is swept before the writer takes its first element: what the writer's
 *       predecessors have written after the restored checkpoint is taken back. When all subtasks have opened, after a restore
 *       to the latest checkpoint, the hash holds exactly what it held at that checkpoint (but for what has been written since): new rows are gone, changed and removed rows have the value that
 *       the checkpoint covers, which is kept beside the newer one for that purpose. After a restore to an older checkpoint, rows that have been written at
 *       several checkpoints since are gone until they are written again;
 *   <li>a job that starts without a checkpoint takes back only what earlier attempts of the same job have written, since what stood there
 *       before is not its own.
 * </ul>
 *
 * It is not promised that readers see the rows of one checkpoint at one instant, and a reader may see rows that a failure takes back. A generation
 * key belongs to one sink of one job (and its successors), a swept hash to one generation key. Other commands on such a hash are not
 * guarded. Read rows with {@link VersionedHash}.
 *
 * <p>In {@code BATCH} mode, without checkpoints, all is written when the job has finished; a restarted subtask writes its rows anew.
 *
 * @param <T> the type of the elements
 */
public final class RedisSink<T> extends AsyncSinkBase<T, RedisRequest> {
    private static final long serialVersionUID = 1;

    private final RedisSinkSettings<T> settings;

    RedisSink(RedisSinkSettings<T> settings) {
        super(
                // Never asked: each writer has a converter of its own, which knows its generation.
                new RequestConverter<>(settings.mapper(), settings.maxRecordBytes(), null),
                settings.maxBatchSize(),
                settings.maxInFlightBatches(),
                settings.maxBufferedRequests(),
                settings.maxBatchBytes(),
                settings.maxTimeInBufferMillis(),
                settings.maxRecordBytes());
        this.settings = settings;
    }

    public static <T> RedisSinkBuilder<T> builder() {
        return new RedisSinkBuilder<>();
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<RedisRequest>> createWriter(WriterInitContext context)
            throws IOException {
        PatientChannel channel = new PatientChannel(settings.connection(), settings.patience());
        try {
            if (settings.generationKey() == null) {
                return new RedisSinkWriter<>(settings, context, channel, null, null);
            }
            WriterGeneration generation =
                    WriterGeneration.take(channel, settings.generationKey(), settings.sweptKeys(), context);
            generation.sweep(channel);
            VersionStamp stamp = new VersionStamp(generation.generation(), generation.restoredCheckpoint());
            return new RedisSinkWriter<>(settings, context, channel, generation, stamp);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while opening a writer to " + settings.connection() + ".", e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The states hold no requests: see {@link RedisSinkWriter#snapshotState}. */
    @Override
    public StatefulSinkWriter<T, BufferedRequestState<RedisRequest>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<RedisRequest>> states) throws IOException {
        return createWriter(context);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<RedisRequest>> getWriterStateSerializer() {
        return new RequestStateSerializer();
    }

    RedisSinkSettings<T> settings() {
        return settings;
    }

    /** The connection without its password. */
    @Override
    public String toString() {
        return "RedisSink to " + settings.connection();
    }
}
