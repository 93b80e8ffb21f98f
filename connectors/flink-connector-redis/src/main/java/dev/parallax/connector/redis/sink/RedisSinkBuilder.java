package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.RedisConnectionConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.base.sink.AsyncSinkBaseBuilder;

/**
 * Connection and mapper are needed, the rest has defaults. A setting that makes no sense is an {@link IllegalArgumentException} with a sentence.
 *
 * @param <T> the type of the elements
 */
public final class RedisSinkBuilder<T> extends AsyncSinkBaseBuilder<T, RedisRequest, RedisSinkBuilder<T>> {
    private static final int DEFAULT_BATCH_SIZE = 2_000;
    private static final int DEFAULT_IN_FLIGHT = 4;
    private static final int DEFAULT_BUFFERED_REQUESTS = 10_000;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long DEFAULT_BATCH_BYTES = 4 * MEBIBYTE;
    private static final long DEFAULT_BUFFERED_BYTES = 32 * MEBIBYTE;
    private static final long DEFAULT_RECORD_BYTES = MEBIBYTE;
    private static final long DEFAULT_TIME_IN_BUFFER = 200;

    private RedisConnectionConfig connection;
    private RedisCommandMapper<? super T> mapper;
    private String generationKey;
    private List<String> sweptKeys = List.of();
    private DeliveryGuarantee guarantee = DeliveryGuarantee.AT_LEAST_ONCE;
    private Duration patience = Duration.ofMinutes(5);
    private long maxBufferedBytes = DEFAULT_BUFFERED_BYTES;

    RedisSinkBuilder() {}

    public RedisSinkBuilder<T> setConnection(RedisConnectionConfig connection) {
        this.connection = connection;
        return this;
    }

    /** The connection as a URI, as {@link RedisConnectionConfig#parse} reads it. */
    public RedisSinkBuilder<T> setUri(String uri) {
        return setConnection(RedisConnectionConfig.parse(uri));
    }

    public RedisSinkBuilder<T> setMapper(RedisCommandMapper<? super T> mapper) {
        this.mapper = mapper;
        return this;
    }

    /**
     * The key of the hash in which this sink counts its writers; needed for versioned upserts. It is this sink's alone: another sink, of the same job or of
     * another, has another key. Whoever deletes the rows for good may delete it too, but not before.
     */
    public RedisSinkBuilder<T> setGenerationKey(String key) {
        this.generationKey = key;
        return this;
    }

    /** The hashes of versioned rows from which a restored job takes back what came after its checkpoint. None by default. */
    public RedisSinkBuilder<T> setSweptKeys(List<String> keys) {
        this.sweptKeys = List.copyOf(keys);
        return this;
    }

    /** {@link DeliveryGuarantee#AT_LEAST_ONCE} by default; {@link RedisSink} says what each promises. */
    public RedisSinkBuilder<T> setDeliveryGuarantee(DeliveryGuarantee guarantee) {
        this.guarantee = guarantee;
        return this;
    }

    /** How long Redis may be unable to do anything at all before the job fails; 5 minutes by default. */
    public RedisSinkBuilder<T> setPatience(Duration patience) {
        this.patience = patience;
        return this;
    }

    /** How many bytes may wait before the sink takes no more elements until all are written; 32 MiB by default. */
    public RedisSinkBuilder<T> setMaxBufferedBytes(long bytes) {
        this.maxBufferedBytes = bytes;
        return this;
    }

    @Override
    public RedisSink<T> build() {
        require(connection != null, "A Redis sink needs a connection: setConnection or setUri.");
        require(mapper != null, "A Redis sink needs a mapper: setMapper.");
        require(
                guarantee != DeliveryGuarantee.EXACTLY_ONCE,
                "Redis has no transaction that outlives a connection: use AT_LEAST_ONCE with versioned upserts.");
        require(
                generationKey == null || guarantee != DeliveryGuarantee.NONE,
                "Versioned upserts are counted on by checkpoints: with a generation key use AT_LEAST_ONCE.");
        require(
                sweptKeys.isEmpty() || generationKey != null,
                "Only versioned rows can be swept: setSweptKeys needs setGenerationKey.");
        require(!patience.isNegative(), "The patience is a duration of at least zero, not " + patience + ".");
        int batchSize = Objects.requireNonNullElse(getMaxBatchSize(), DEFAULT_BATCH_SIZE);
        long recordBytes = Objects.requireNonNullElse(getMaxRecordSizeInBytes(), DEFAULT_RECORD_BYTES);
        return new RedisSink<>(new RedisSinkSettings<>(
                connection,
                mapper,
                generationKey,
                sweptKeys,
                guarantee == DeliveryGuarantee.AT_LEAST_ONCE,
                patience,
                batchSize,
                Objects.requireNonNullElse(getMaxInFlightRequests(), DEFAULT_IN_FLIGHT),
                Objects.requireNonNullElse(
                        getMaxBufferedRequests(), Math.max(DEFAULT_BUFFERED_REQUESTS, 2 * batchSize)),
                Objects.requireNonNullElse(getMaxBatchSizeInBytes(), Math.max(DEFAULT_BATCH_BYTES, recordBytes)),
                maxBufferedBytes,
                Objects.requireNonNullElse(getMaxTimeInBufferMS(), DEFAULT_TIME_IN_BUFFER),
                recordBytes));
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
