package dev.parallax.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.shared.model.DeadLetter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Dead letters as newline-delimited JSON: kind, reason, source, partition, offset, and the record as it came, in {@code text} where it is UTF-8, else in
 * {@code base64}.
 */
public final class DeadLetterFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetterFile() {}

    public static <A> void write(List<DeadLetter<A>> letters, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (DeadLetter<A> letter : letters) {
                ObjectNode json = JSON.createObjectNode();
                json.put("kind", letter.kind().name().toLowerCase(Locale.ROOT));
                json.put("reason", letter.reason());
                json.put("source", letter.source());
                json.put("partition", letter.place().partition());
                json.put("offset", letter.place().offset());
                try {
                    json.put(
                            "text",
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(letter.bytes()))
                                    .toString());
                } catch (CharacterCodingException notText) {
                    json.put("base64", letter.bytes());
                }
                out.write(JSON.writeValueAsString(json));
                out.write('\n');
            }
        }
    }
}
