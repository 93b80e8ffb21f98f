package dev.parallax.comparison;

import dev.parallax.shared.format.DeadLetterJson;
import dev.parallax.shared.model.DeadLetter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Dead letters as newline-delimited JSON, each as {@link DeadLetterJson} has it. */
public final class DeadLetterFile {
    private DeadLetterFile() {}

    public static <A> void write(List<DeadLetter<A>> letters, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (DeadLetter<A> letter : letters) {
                out.write(DeadLetterJson.of(letter));
                out.write('\n');
            }
        }
    }
}
