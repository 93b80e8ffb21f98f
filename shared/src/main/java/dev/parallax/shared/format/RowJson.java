package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * A row as a JSON object of one line, for other programs: what {@link NamedRow} says, in its order. Decimals are as they are; half a surrogate pair, which
 * JSON can hold and UTF-8 cannot, is escaped, and comes back as it was.
 */
public final class RowJson {
    private static final ObjectMapper JSON = JsonMapper.builder(
                    new JsonFactoryBuilder().rootValueSeparator((String) null).build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private RowJson() {}

    /** The row in UTF-8, without the line's end. It must not be {@linkplain ViewRow#isRemoved() removed}. */
    public static <A> byte[] bytes(Pipeline<?, ?, A> pipeline, ViewRow<A> row) {
        return utf8(NamedRow.of(pipeline, row.key(), row.slot().window(), row.accumulator()));
    }

    /** What identifies a row, removed or not: an object with {@code key}, {@code windowStart} and {@code windowEnd}. */
    public static byte[] identity(ViewRow<?> row) {
        return utf8(NamedRow.identity(row.key(), row.slot().window()));
    }

    static byte[] utf8(Map<String, Object> values) {
        try {
            return JSON.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw unwritable(e);
        }
    }

    /** What writes {@linkplain #rows rows} one after the other, with nothing between them, to {@code out}, which it does not close. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return JSON.createGenerator(out);
    }

    static SequenceWriter rows(JsonGenerator generator) throws IOException {
        return JSON.writer()
                .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .writeValues(generator);
    }

    static IllegalStateException unwritable(JsonProcessingException e) {
        return new IllegalStateException("A result of the pipeline cannot be written as JSON.", e);
    }
}
