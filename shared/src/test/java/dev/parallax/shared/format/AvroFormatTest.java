package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest {
    private static final RecordFormat AVRO = RecordFormat.named("avro", EventShape.OF_FIELDS);
    private static final Schema SENTENCE = new Schema.Parser().parse("""
                    {"type":"record","name":"Sentence","fields":[
                      {"name":"event_time","type":{"type":"long","logicalType":"timestamp-micros"}},
                      {"name":"data","type":["null","string"]}]}""");

    @Test
    void aRecordIsAnObjectOfItsFields() throws IOException {
        assertThat(Read.all(AVRO, file(SENTENCE, "null", sentence("owl \uD83D\uDE00\u0000\"\n"), sentence(null))))
                .containsExactly(
                        "{\"event_time\":\"2024-04-09T12:00:00.000001Z\",\"data\":\"owl \uD83D\uDE00\\u0000\\\"\\n\"}",
                        "{\"event_time\":\"2024-04-09T12:00:00.000001Z\"}");
    }

    @Test
    void aPipelineReadsItsTimes() throws Exception {
        try (RecordReader reader =
                AVRO.open(new ByteArrayInputStream(file(SENTENCE, "null", sentence("owl dog"))), 0)) {
            assertThat(new WordsPipeline().decode(reader.next().event()).eventTime())
                    .isEqualTo(Read.NOON);
        }
    }

    /** Of a folder that files come into, each file brings a schema of its own, for years. */
    @Test
    void aFileThatWasReadIsForgotten() throws IOException {
        Schema wide = Schema.createRecord(
                "Wide",
                null,
                null,
                false,
                IntStream.range(0, 300)
                        .mapToObj(i -> new Schema.Field("field" + i, Schema.create(Schema.Type.LONG)))
                        .toList());
        GenericRecord record = new GenericData.Record(wide);
        wide.getFields().forEach(field -> record.put(field.name(), 1L));
        byte[] file = file(wide, "null", record);
        Read.all(AVRO, file);
        long before = usedMemory();

        for (int i = 0; i < 500; i++) {
            assertThat(Read.all(AVRO, file)).hasSize(1);
        }

        assertThat(usedMemory() - before).isLessThan(20_000_000);
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void eachTypeHasItsForm() throws IOException {
        Schema schema = new Schema.Parser().parse("""
                        {"type":"record","name":"All","fields":[
                          {"name":"truth","type":"boolean"},
                          {"name":"small","type":"int"},
                          {"name":"large","type":"long"},
                          {"name":"single","type":"float"},
                          {"name":"double","type":"double"},
                          {"name":"none","type":"double"},
                          {"name":"bytes","type":"bytes"},
                          {"name":"fixed","type":{"type":"fixed","name":"Four","size":4}},
                          {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
                          {"name":"date","type":{"type":"int","logicalType":"date"}},
                          {"name":"time","type":{"type":"int","logicalType":"time-millis"}},
                          {"name":"millis","type":{"type":"long","logicalType":"timestamp-millis"}},
                          {"name":"local","type":{"type":"long","logicalType":"local-timestamp-micros"}},
                          {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                          {"name":"id","type":{"type":"string","logicalType":"uuid"}},
                          {"name":"list","type":{"type":"array","items":["null","int"]}},
                          {"name":"map","type":{"type":"map","values":["null","string"]}},
                          {"name":"inner","type":{"type":"record","name":"Inner","fields":[{"name":"x","type":"int"}]}}]}""");
        GenericRecord record = new GenericRecordBuilder(schema)
                .set("truth", true)
                .set("small", -7)
                .set("large", 9_007_199_254_740_993L)
                .set("single", 0.1f)
                .set("double", 1e300)
                .set("none", Double.NaN)
                .set("bytes", ByteBuffer.wrap(new byte[] {0, (byte) 0xFF, 16}))
                .set("fixed", new GenericData.Fixed(schema.getField("fixed").schema(), new byte[] {1, 2, 3, 4}))
                .set("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "B"))
                .set("date", 19_822) // 54 years of 365 days, 13 leap days, 31 + 29 + 31 + 8
                .set("time", 3_723_004)
                .set("millis", Read.NOON + 5)
                .set("local", Read.NOON * 1000)
                .set("price", ByteBuffer.wrap(new byte[] {(byte) 0xFF, 0x38})) // -200
                .set("id", "00112233-4455-6677-8899-aabbccddeeff")
                .set("list", Arrays.asList(1, null, 3))
                .set("map", Map.of("k", "v"))
                .set(
                        "inner",
                        new GenericRecordBuilder(schema.getField("inner").schema())
                                .set("x", 1)
                                .build())
                .build();

        assertThat(Read.all(AVRO, file(schema, "deflate", record)))
                .containsExactly(
                        "{\"truth\":true,\"small\":-7,\"large\":9007199254740993,\"single\":0.1,\"double\":1.0E300,"
                                + "\"none\":\"NaN\",\"bytes\":\"AP8Q\",\"fixed\":\"AQIDBA==\",\"kind\":\"B\",\"date\":\"2024-04-09\","
                                + "\"time\":\"01:02:03.004\",\"millis\":\"2024-04-09T12:00:00.005Z\",\"local\":\"2024-04-09T12:00:00Z\","
                                + "\"price\":-2.00,\"id\":\"00112233-4455-6677-8899-aabbccddeeff\",\"list\":[1,null,3],"
                                + "\"map\":{\"k\":\"v\"},\"inner\":{\"x\":1}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2"})
    void blocksMayBePacked(String codec) throws IOException {
        assertThat(Read.all(AVRO, file(SENTENCE, codec, sentence("owl"), sentence("dog"))))
                .hasSize(2);
    }

    @Test
    void aFileMayHoldNoRecordsOrOne() throws IOException {
        assertThat(Read.all(AVRO, file(SENTENCE, "null"))).isEmpty();
        assertThat(Read.all(AVRO, file(SENTENCE, "null", sentence("owl")))).hasSize(1);
    }

    @Test
    void aFileThatIsNoneSaysSo() {
        for (byte[] none : List.of(new byte[0], new byte[] {'O', 'b', 'j', 1}, "{\"a\":1}\n".getBytes(UTF_8))) {
            assertThatIOException()
                    .isThrownBy(() -> Read.all(AVRO, none))
                    .withMessageStartingWith("The Avro file cannot be read: ")
                    .withMessageEndingWith(".");
        }
    }

    @Test
    void aFileOfOtherThingsThanRecordsSaysSo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(Schema.create(Schema.Type.STRING), out);
            writer.append("owl");
        }

        assertThatIOException()
                .isThrownBy(() -> Read.all(AVRO, out.toByteArray()))
                .withMessage("The Avro file does not hold records, but values of the type string.");
    }

    @Test
    void whatStandsBeforeAMissingEndIsRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(SENTENCE, out);
            writer.append(sentence("owl"));
            writer.sync();
            writer.append(sentence("dog"));
        }
        for (int missing = 1; missing < 30; missing++) {
            RecordReader reader =
                    AVRO.open(new ByteArrayInputStream(Arrays.copyOf(out.toByteArray(), out.size() - missing)), 0);
            List<String> read = new ArrayList<>();

            assertThatIOException()
                    .as("%d bytes are missing", missing)
                    .isThrownBy(() -> {
                        for (InputRecord record = reader.next(); record != null; record = reader.next()) {
                            read.add(Read.text(record));
                        }
                    })
                    .withMessage("The Avro file cannot be read: it ends in the middle.");
            assertThat(read).isNotEmpty().first().asString().contains("owl");
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aTextThatIsNoneIsADeadLetterAndTheNextRecordIsRead() throws IOException {
        GenericRecord wrong = sentence("");
        wrong.put("data", new org.apache.avro.util.Utf8(new byte[] {'a', (byte) 0xC3}));

        assertThat(Read.all(AVRO, file(SENTENCE, "null", wrong, sentence("owl"))))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(
                        "The record is no text in UTF-8. <- {\"event_time\":\"2024-04-09T12:00:00.000001Z\",\"data\":\"a\uFFFD\"}");
    }

    private static GenericRecord sentence(String data) {
        return new GenericRecordBuilder(SENTENCE)
                .set("event_time", Read.NOON * 1000 + 1)
                .set("data", data)
                .build();
    }

    static byte[] file(Schema schema, String codec, GenericRecord... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(schema, out);
            for (GenericRecord record : records) {
                writer.append(record);
            }
        }
        return out.toByteArray();
    }
}
