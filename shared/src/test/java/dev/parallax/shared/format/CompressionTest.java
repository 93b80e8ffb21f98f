package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.ZstdOutputStream;
import dev.parallax.shared.logic.EventShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    private static final RecordFormat JSON = RecordFormat.named("json", EventShape.OF_FIELDS);

    @Test
    void theNameOfAFileTells() {
        assertThat(Compression.of("a.json")).isEqualTo(Compression.NONE);
        assertThat(Compression.of("a.json.gz")).isEqualTo(Compression.GZIP);
        assertThat(Compression.of("A.CSV.GZ")).isEqualTo(Compression.GZIP);
        assertThat(Compression.of("a.zst")).isEqualTo(Compression.ZSTD);
        assertThat(Compression.of("gz")).isEqualTo(Compression.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aFileIsUnpackedByItsName(Compression compression, @TempDir Path directory) throws IOException {
        Path file = directory.resolve(compression == Compression.GZIP ? "a.json.gz" : "a.json.zst");
        Files.write(file, packed(compression, "{\"a\":1}\n{\"a\":2}\n"));

        try (RecordReader reader = JSON.open(file, 0)) {
            assertThat(Read.all(reader)).containsExactly("{\"a\":1}", "{\"a\":2}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void piecesThatWerePackedOneByOneAreOne(Compression compression) throws IOException {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        pieces.write(packed(compression, "{\"a\":1}\n{\"a"));
        pieces.write(packed(compression, "\":2}\n"));

        assertThat(all(compression, pieces.toByteArray())).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFileHoldsNothing(Compression compression) throws IOException {
        assertThat(all(compression, new byte[0])).isEmpty();
        assertThat(all(compression, packed(compression, ""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void whatStandsBeforeAMissingEndIsRead(Compression compression) throws IOException {
        byte[] whole = packed(compression, randomLines());
        RecordReader reader =
                JSON.open(compression.decompress(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2))), 0);
        int[] read = new int[1];

        assertThatIOException()
                .isThrownBy(() -> {
                    while (reader.next() != null) {
                        read[0]++;
                    }
                })
                .withMessage(
                        "The " + (compression == Compression.GZIP ? "gzip" : "zstd") + " data ends in the middle.");
        assertThat(read[0]).isBetween(15_000, 35_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void whatIsNotPackedIsSaidToBeDamaged(Compression compression) {
        assertThatIOException()
                .isThrownBy(() -> all(compression, "{\"a\":1}, and no magic number\n".getBytes(UTF_8)))
                .withMessageStartingWith(
                        "The " + (compression == Compression.GZIP ? "gzip" : "zstd") + " data is damaged: ");
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aChangedByteGivesASentenceOrOtherBytesButNothingElse(Compression compression) throws IOException {
        byte[] whole = packed(compression, "{\"a\":1}\n{\"a\":2}\n");
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                try {
                    all(compression, changed);
                } catch (IOException e) {
                    assertThat(e).hasMessageStartingWith("The ").hasMessageEndingWith(".");
                }
            }
        }
    }

    /** Half of the lines take half of the packed bytes. */
    private static String randomLines() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            lines.append("{\"a\":").append(random.nextLong()).append("}\n");
        }
        return lines.toString();
    }

    private static String all(Compression compression, byte[] packed) throws IOException {
        return new String(
                compression.decompress(new ByteArrayInputStream(packed)).readAllBytes(), UTF_8);
    }

    private static byte[] packed(Compression compression, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = switch (compression) {
            case NONE -> packed;
            case GZIP -> new GZIPOutputStream(packed);
            case ZSTD -> new ZstdOutputStream(packed);
        }) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
