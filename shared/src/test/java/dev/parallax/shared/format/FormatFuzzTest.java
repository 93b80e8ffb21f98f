package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.ReadingsPipeline;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a file holds, its records are events or dead letters, or the file cannot be read, which a sentence says. An ordinary run takes the
 * seeds alone; {@code mvn -Pfuzz -pl shared -am -Dtest='FormatFuzzTest#csv' test} looks for more, guided by coverage, ten
 * million of them.
 */
class FormatFuzzTest {
    private static final String LONGEST = "12h";
    private static final long INPUTS = 10_000_000;
    private static final int MOST_RECORDS = 1_000;
    private static final List<Pipeline<?, ?, ?>> PIPELINES =
            List.of(new DevicesPipeline(), new ReadingsPipeline(), new WordsPipeline());

    static Stream<byte[]> json() {
        return texts(
                "{\"eventId\":\"e1\",\"customerId\":\"C\",\"data\":{\"devices\":[{\"deviceId\":\"D1\",\"temperature\":21.5e0,\"measure\":\"C\","
                        + "\"status\":\"SUCCESS\"}]},\"eventTime\":\"2023-01-05 11:13:53.643364\"}\n",
                "{\"event_time\":\"2024-04-09T12:00:00Z\",\"data\":\"owl \\u00e9\\ud83d\"}\r\n\n{}",
                "[1,-2.5e+3,true,null]\n\uFEFF{\"a\":{\"a\":{}}}\n");
    }

    @MethodSource
    @FuzzTest(maxDuration = LONGEST, maxExecutions = INPUTS)
    void json(byte[] file) throws IOException {
        read(RecordFormat.named("json", EventShape.OF_FIELDS), file, false);
    }

    static Stream<byte[]> text() {
        return texts("owl dog\n\n", "\u00E9\uD83D\uDE00\r\n\u0000\"\\", "\uFEFF a\tb");
    }

    @MethodSource
    @FuzzTest(maxDuration = LONGEST, maxExecutions = INPUTS)
    void text(byte[] file) throws IOException {
        read(RecordFormat.named("text", new WordsPipeline().shape()), file, true);
    }

    static Stream<byte[]> csv() {
        return texts(
                "eventId,customerId,eventTime,deviceId,temperature,measure,status\nE1,C,2023-01-05 11:13:53.643364,D1,\"21.5\",C,\n",
                "a.0,a.1.b,\"c,\"\"d\",\r\n1,-2e3,\"x\ny\",\n\"open,2\n,,,\n",
                "\uFEFFa,b\n\"x\"y,1\r\n1\r2,\n\"\",");
    }

    @MethodSource
    @FuzzTest(maxDuration = LONGEST, maxExecutions = INPUTS)
    void csv(byte[] file) throws IOException {
        read(RecordFormat.named("csv", new DevicesPipeline().shape()), file, true);
    }

    static Stream<byte[]> avro() throws IOException {
        return SeedFiles.avro();
    }

    @MethodSource
    @FuzzTest(maxDuration = LONGEST, maxExecutions = INPUTS)
    void avro(byte[] file) throws IOException {
        read(RecordFormat.named("avro", EventShape.OF_FIELDS), file, true);
    }

    static Stream<byte[]> parquet() throws IOException {
        return SeedFiles.parquet();
    }

    @MethodSource
    @FuzzTest(maxDuration = LONGEST, maxExecutions = INPUTS)
    void parquet(byte[] file) throws IOException {
        try (RecordReader reader = new ParquetReader(new BytesFile(file))) {
            read(reader, true);
        } catch (IOException e) {
            assertIsSentence(e.getMessage());
        }
    }

    static Stream<byte[]> packed() throws IOException {
        return SeedFiles.packed();
    }

    /** The first byte says how the rest is packed. */
    @MethodSource
    @FuzzTest(maxDuration = LONGEST, maxExecutions = INPUTS)
    void packed(byte[] file) throws IOException {
        if (file.length == 0) {
            return;
        }
        Compression compression = file[0] == 0 ? Compression.GZIP : Compression.ZSTD;
        ByteArrayInputStream rest = new ByteArrayInputStream(file, 1, file.length - 1);
        try (RecordReader reader =
                RecordFormat.named("json", EventShape.OF_FIELDS).open(compression.decompress(rest), 0)) {
            read(reader, false);
        } catch (IOException e) {
            assertIsSentence(e.getMessage());
        }
    }

    private static void read(RecordFormat format, byte[] file, boolean writesJson) throws IOException {
        try (RecordReader reader = format.open(new ByteArrayInputStream(file), Read.NOON)) {
            read(reader, writesJson);
        } catch (IOException e) {
            assertIsSentence(e.getMessage());
        }
    }

    /** @param writesJson whether the format itself makes the object, which then must be one */
    private static void read(RecordReader reader, boolean writesJson) throws IOException {
        int records = 0;
        for (InputRecord record = reader.next(); record != null && records < MOST_RECORDS; record = reader.next()) {
            assertThat(record.raw()).isNotNull();
            if (record.rejection() != null) {
                assertThat(record.event()).isNull();
                assertIsSentence(record.rejection().getMessage());
            } else if (writesJson) {
                assertIsObject(record.event());
            }
            for (Pipeline<?, ?, ?> pipeline : PIPELINES) {
                decode(pipeline, record, records);
            }
            records++;
        }
    }

    private static <E> void decode(Pipeline<E, ?, ?> pipeline, InputRecord record, int offset) {
        LogEntry<E> entry = LogEntry.of(pipeline, "file", new Place(0, offset), Read.NOON, record);
        if (entry.isEvent()) {
            pipeline.facts(entry.event(), (key, fact) -> assertThat(key).isNotNull());
        } else {
            assertIsSentence(entry.deadLetter().reason());
        }
    }

    private static void assertIsObject(byte[] event) {
        try {
            JsonReader.read(event, (name, value) -> {});
        } catch (BadRecord e) {
            throw new AssertionError("The format made what is no JSON object: " + new String(event, UTF_8), e);
        }
    }

    private static void assertIsSentence(String text) {
        if (text == null || text.isEmpty() || !Character.isUpperCase(text.charAt(0)) || !text.endsWith(".")) {
            throw new AssertionError("This is no sentence: " + text);
        }
    }

    private static Stream<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8));
    }
}
