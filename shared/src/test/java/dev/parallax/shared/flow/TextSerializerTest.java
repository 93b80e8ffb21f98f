package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSerializerTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "a", "71c18690-ee42-490b", "\0\u007f", "\u0080", "Zürich", "\uD83E\uDD89", "\uD83E", "\uFFFF"
            })
    @ValueSource(ints = {125, 126, 127, 128, 16_382, 16_383})
    void theBytesAreThoseOfFlink(Object textOrLength) throws IOException {
        String text = textOrLength instanceof Integer length ? "x".repeat(length) : (String) textOrLength;
        byte[] bytes = bytes(new TextSerializer(), text);
        ByteArrayOutputStream checkpoint = new ByteArrayOutputStream();
        new TextSerializer().serialize(text, new DataOutputViewStreamWrapper(checkpoint));

        assertThat(bytes).isEqualTo(bytes(StringSerializer.INSTANCE, text));
        assertThat(checkpoint.toByteArray()).isEqualTo(bytes);
        assertThat(new TextSerializer().deserialize(new DataInputDeserializer(bytes)))
                .isEqualTo(text);
    }

    private static byte[] bytes(TypeSerializer<String> serializer, String text) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(text, out);
        return out.getCopyOfBuffer();
    }
}
