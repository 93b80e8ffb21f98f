package dev.parallax.connector.redis.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.connector.base.sink.writer.strategy.CongestionControlRateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.NoOpScalingStrategy;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches go out one after the other on one thread, which repeats a batch until it is through: so writes never overtake each other, and what waits
 * is bounded, since {@link AsyncSinkWriter} takes no more elements then.
 *
 * @param <T> the type of the elements
 */
final class RedisSinkWriter<T> extends AsyncSinkWriter<T, RedisRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSinkWriter.class);
    /** A batch ends by itself when the patience does; a second clock beside that would only send it twice at a time. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(365);

    private final PatientChannel channel;
    private final WriterGeneration generation;
    private final VersionStamp stamp;
    private final boolean flushesAtBarriers;
    private final long maxBufferedBytes;
    private final AtomicLong bytesWaiting;
    private final Counter outrankedRows = new ThreadSafeSimpleCounter();
    private final ExecutorService sender;

    /** Generation and stamp are null for a sink without a generation key. The writer closes the channel. */
    RedisSinkWriter(
            RedisSinkSettings<T> settings,
            WriterInitContext context,
            PatientChannel channel,
            WriterGeneration generation,
            VersionStamp stamp) {
        this(
                settings,
                context,
                channel,
                generation,
                stamp,
                new RequestConverter<>(settings.mapper(), settings.maxRecordBytes(), stamp));
    }

    private RedisSinkWriter(
            RedisSinkSettings<T> settings,
            WriterInitContext context,
            PatientChannel channel,
            WriterGeneration generation,
            VersionStamp stamp,
            RequestConverter<T> converter) {
        super(
                converter,
                context,
                configuration(settings),
                List.of(),
                new SimpleBatchCreator<>(settings.maxBatchBytes()),
                new DequeRequestBuffer<>());
        this.channel = channel;
        this.generation = generation;
        this.stamp = stamp;
        this.flushesAtBarriers = settings.flushesAtBarriers();
        this.maxBufferedBytes = settings.maxBufferedBytes();
        this.bytesWaiting = converter.bytesWaiting();
        this.sender = Executors.newSingleThreadExecutor(
                new ExecutorThreadFactory("redis-sink-" + context.getTaskInfo().getTaskNameWithSubtasks()));
        context.metricGroup().counter("outrankedRows", outrankedRows);
        context.metricGroup().gauge("passingFaults", channel::faults);
        context.metricGroup().gauge("bytesWaiting", bytesWaiting::get);
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        super.write(element, context);
        // The base class bounds how many requests wait, not how large they are.
        if (bytesWaiting.get() > maxBufferedBytes) {
            super.flush(true);
        }
    }

    /** Everything handed in before is in Redis when this returns; the base class would leave a part of it to the checkpoint. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (flushesAtBarriers || endOfInput) {
            super.flush(true);
        }
    }

    @Override
    public List<BufferedRequestState<RedisRequest>> snapshotState(long checkpointId) {
        if (stamp != null) {
            stamp.passed(checkpointId);
        }
        // One entry without requests rather than none: an operator without state would not learn what it was restored
        // to.
        return List.of(new BufferedRequestState<>(List.of()));
    }

    @Override
    protected void submitRequestEntries(List<RedisRequest> requests, ResultHandler<RedisRequest> result) {
        sender.execute(() -> {
            try {
                for (Object reply : channel.execute(CallBatch.of(requests, generation))) {
                    if (generation != null && reply instanceof Long refused) {
                        outrankedRows.inc(refused);
                    }
                }
                bytesWaiting.addAndGet(
                        -requests.stream().mapToLong(RedisRequest::bytes).sum());
                result.complete();
            } catch (InterruptedException e) {
                // The task is going down, nobody waits for the batch any more.
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                result.completeExceptionally(e);
            } catch (Throwable e) {
                result.completeExceptionally(new RedisSinkException("The thread that writes to Redis died.", e));
                throw e;
            }
        });
    }

    @Override
    protected long getSizeInBytes(RedisRequest request) {
        return request.bytes();
    }

    @Override
    public void close() {
        channel.close();
        sender.shutdownNow();
        try {
            if (!sender.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The thread that writes to Redis is still busy; the task does not wait for it any longer.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Once more, for a connection that the thread was just making.
        channel.close();
        super.close();
    }

    static AsyncSinkWriterConfiguration configuration(RedisSinkSettings<?> settings) {
        int mostMessages = settings.maxInFlightBatches() * settings.maxBatchSize();
        return AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(settings.maxBatchSize())
                .setMaxBatchSizeInBytes(settings.maxBatchBytes())
                .setMaxInFlightRequests(settings.maxInFlightBatches())
                .setMaxBufferedRequests(settings.maxBufferedRequests())
                .setMaxTimeInBufferMS(settings.maxTimeInBufferMillis())
                .setMaxRecordSizeInBytes(settings.maxRecordBytes())
                .setRequestTimeoutMS(NO_TIMEOUT.toMillis())
                .setRateLimitingStrategy(CongestionControlRateLimitingStrategy.builder()
                        .setMaxInFlightRequests(settings.maxInFlightBatches())
                        .setInitialMaxInFlightMessages(mostMessages)
                        // Redis does not ask to be spared; one batch is on the way at a time anyway.
                        .setScalingStrategy(new NoOpScalingStrategy<>())
                        .build())
                .build();
    }
}
