package dev.parallax.shared.format;

import dev.parallax.shared.logic.BadRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Reads bytes as text, if they are text. Not thread safe. */
final class Utf8 {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    /** @throws BadRecord malformed, if the bytes are no UTF-8 */
    String text(byte[] bytes) throws BadRecord {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw BadRecord.malformed("The record is no text in UTF-8.");
        }
    }
}
