package dev.parallax.connector.redis.sink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** Of buffers that are always empty: everything is in Redis before a barrier passes. */
final class RequestStateSerializer extends AsyncSinkWriterStateSerializer<RedisRequest> {
    private static final String NEVER = "A Redis sink keeps no request in a checkpoint, yet here is one.";

    @Override
    protected void serializeRequestToStream(RedisRequest request, DataOutputStream out) {
        throw new IllegalStateException(NEVER);
    }

    @Override
    protected RedisRequest deserializeRequestFromStream(long requestSize, DataInputStream in) {
        throw new IllegalStateException(NEVER);
    }

    @Override
    public int getVersion() {
        return 1;
    }
}
