package dev.parallax.shared.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Strings in the bytes of Flink's own {@link StringSerializer}, which hands each character of them alone to a checkpoint's stream, and the stream takes a lock each time. To
 * a checkpoint the two are the same.
 */
final class TextSerializer extends TypeSerializerSingleton<String> {
    static final TextSerializer INSTANCE = new TextSerializer();

    private TextSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public String copy(String from) {
        return from;
    }

    @Override
    public String copy(String from, String reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(String text, DataOutputView target) throws IOException {
        if (text == null || text.length() >= 0x7F || !isAscii(text)) {
            StringValue.writeString(text, target);
            return;
        }
        // The length with one added, in one byte, then a byte a character.
        byte[] bytes = new byte[1 + text.length()];
        bytes[0] = (byte) (text.length() + 1);
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 1, text.length());
        target.write(bytes);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String deserialize(DataInputView source) throws IOException {
        return StringValue.readString(source);
    }

    @Override
    public String deserialize(String reuse, DataInputView source) throws IOException {
        return StringValue.readString(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        StringValue.copyString(source, target);
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return StringSerializer.INSTANCE.snapshotConfiguration();
    }
}
