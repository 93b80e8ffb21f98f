package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.management.ThreadMXBean;
import dev.parallax.shared.logic.EventShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

class ParquetFormatTest {
    private static final RecordFormat PARQUET = RecordFormat.named("parquet", EventShape.OF_FIELDS);

    @TempDir
    private Path directory;

    @Test
    void eachTypeHasItsForm() throws IOException {
        byte[] int96 = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(43_200_000_000_001L)
                .putInt(2_440_588 + 19_822) // the Julian day of the epoch, and the days since
                .array();

        assertThat(all(
                        """
                        message all {
                          required boolean truth; required int32 small; required int64 large; required float single;
                          required double double; required binary raw; required binary text (STRING);
                          required binary kind (ENUM); required int32 date (DATE);
                          required int64 millis (TIMESTAMP(MILLIS,true)); required int64 nanos (TIMESTAMP(NANOS,false));
                          required int32 time (TIME(MILLIS,true)); required int64 price (DECIMAL(18,3));
                          required fixed_len_byte_array(2) cents (DECIMAL(4,2)); required int32 unsigned (INTEGER(32,false));
                          required int64 huge (INTEGER(64,false)); required int96 old;
                          required fixed_len_byte_array(16) id (UUID); optional int32 none; }""",
                        record -> record.append("truth", true)
                                .append("small", -7)
                                .append("large", 9_007_199_254_740_993L)
                                .append("single", 0.1f)
                                .append("double", Double.NEGATIVE_INFINITY)
                                .append("raw", Binary.fromConstantByteArray(new byte[] {0, (byte) 0xFF, 16}))
                                .append("text", "\u00E9\uD83D\uDE00\u0000\"\n")
                                .append("kind", "B")
                                .append("date", 19_822)
                                .append("millis", Read.NOON + 5)
                                .append("nanos", Read.NOON * 1_000_000 + 1)
                                .append("time", 3_723_004)
                                .append("price", -21_500L)
                                .append("cents", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF, 0x38}))
                                .append("unsigned", -1)
                                .append("huge", -1L)
                                .append("old", Binary.fromConstantByteArray(int96))
                                .append("id", Binary.fromConstantByteArray(new byte[] {
                                    0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, -0x78, -0x67, -0x56, -0x45, -0x34,
                                    -0x23, -0x12, -1
                                }))))
                .containsExactly(
                        "{\"truth\":true,\"small\":-7,\"large\":9007199254740993,\"single\":0.1,"
                                + "\"double\":\"-Infinity\",\"raw\":\"AP8Q\",\"text\":\"\u00E9\uD83D\uDE00\\u0000\\\"\\n\",\"kind\":\"B\","
                                + "\"date\":\"2024-04-09\",\"millis\":\"2024-04-09T12:00:00.005Z\","
                                + "\"nanos\":\"2024-04-09T12:00:00.000000001Z\",\"time\":\"01:02:03.004\",\"price\":-21.500,"
                                + "\"cents\":-2.00,\"unsigned\":4294967295,\"huge\":18446744073709551615,"
                                + "\"old\":\"2024-04-09T12:00:00.000000001Z\",\"id\":\"00112233-4455-6677-8899-aabbccddeeff\"}");
    }

    @Test
    void listsAndMapsAreThoseOfJson() throws IOException {
        assertThat(all(
                        """
                        message nested {
                          optional group list (LIST) { repeated group list { optional int32 element; } }
                          optional group devices (LIST) { repeated group list { required group element {
                              required binary deviceId (STRING); optional double temperature; } } }
                          optional group map (MAP) { repeated group key_value {
                              required binary key (STRING); optional int32 value; } }
                          optional group inner { required int32 x; }
                          repeated int32 old;
                          optional group tuples (LIST) { repeated int32 item; } }""",
                        record -> {
                            Group list = record.addGroup("list");
                            list.addGroup("list").append("element", 1);
                            list.addGroup("list");
                            Group devices = record.addGroup("devices");
                            devices.addGroup("list").addGroup("element").append("deviceId", "D1");
                            devices.addGroup("list")
                                    .addGroup("element")
                                    .append("deviceId", "D2")
                                    .append("temperature", 21.5);
                            Group map = record.addGroup("map");
                            map.addGroup("key_value").append("key", "k").append("value", 1);
                            map.addGroup("key_value").append("key", "none");
                            record.addGroup("inner").append("x", 1);
                            record.append("old", 1).append("old", 2);
                            record.addGroup("tuples").append("item", 3);
                        },
                        record -> record.addGroup("list")))
                .containsExactly(
                        "{\"list\":[1,null],\"devices\":[{\"deviceId\":\"D1\"},{\"deviceId\":\"D2\",\"temperature\":21.5}],"
                                + "\"map\":{\"k\":1},\"inner\":{\"x\":1},\"old\":[1,2],\"tuples\":[3]}",
                        "{\"list\":[]}");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void pagesMayBePacked(CompressionCodecName codec) throws IOException {
        Path file = write(
                codec, "message m { required binary a (STRING); }", record -> record.append("a", "owl ".repeat(100)));

        assertThat(all(file)).containsExactly("{\"a\":\"" + "owl ".repeat(100) + "\"}");
    }

    @Test
    void aCodecThatIsNotThereIsNamed() throws IOException {
        Path file =
                write(CompressionCodecName.LZ4_RAW, "message m { required int32 a; }", record -> record.append("a", 1));

        assertThatIOException()
                .isThrownBy(() -> all(file))
                .withMessage(
                        "The Parquet file cannot be read: it is compressed with LZ4_RAW; uncompressed, snappy, gzip and"
                                + " zstd can be read.");
    }

    @Test
    void aFileMayHoldNoRecords() throws IOException {
        assertThat(all("message m { required int32 a; }")).isEmpty();
    }

    @Test
    void aTextThatIsNoneIsADeadLetterAndTheNextRecordIsRead() throws IOException {
        assertThat(all(
                        "message m { required binary a (STRING); }",
                        record -> record.append("a", Binary.fromConstantByteArray(new byte[] {'a', (byte) 0xC3})),
                        record -> record.append("a", "owl")))
                .containsExactly("The record is no text in UTF-8. <- {\"a\":\"a\uFFFD\"}", "{\"a\":\"owl\"}");
    }

    @Test
    void aFileThatIsNoneSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(
                write(CompressionCodecName.ZSTD, "message m { required int32 a; }", record -> record.append("a", 1)));
        for (byte[] none : List.of(new byte[0], "PAR1".getBytes(UTF_8), Arrays.copyOf(whole, whole.length - 1))) {
            Path file = Files.write(directory.resolve("none"), none);
            assertThatIOException()
                    .isThrownBy(() -> all(file))
                    .withMessageStartingWith("The Parquet file cannot be read: ")
                    .withMessageEndingWith(".");
        }
    }

    /** In a dictionary nothing but the schema says how long a value of fixed length is. */
    @Test
    void aValueThatIsSaidToBeLongerThanTheFileTakesNoMemory() throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message m { required fixed_len_byte_array(4) a; }");
        Path file = directory.resolve("long.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                .build()) {
            for (int i = 0; i < 3; i++) {
                writer.write(new SimpleGroupFactory(type)
                        .newGroup()
                        .append("a", Binary.fromConstantByteArray(new byte[] {1, 2, 3, 4})));
            }
        }
        assertThat(all(file)).containsOnly("{\"a\":\"AQIDBA==\"}").hasSize(3);
        sayThatValuesAreLong(file, 500_000_000);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = memory.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatIOException()
                .isThrownBy(() -> all(file))
                .withMessageStartingWith("The Parquet file cannot be read: ");

        assertThat(memory.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(100_000_000);
    }

    /** Writes another footer behind the file's pages, in which the schema's only column is that long. */
    private static void sayThatValuesAreLong(Path file, int length) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        int start = bytes.length - 8 - footer;
        FileMetaData metaData = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, footer));
        metaData.getSchema().get(1).setType_length(length);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Util.writeFileMetaData(metaData, changed);
        ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(changed.size());
        end.put("PAR1".getBytes(UTF_8));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes, 0, start);
            out.write(changed.toByteArray());
            out.write(end.array());
        }
    }

    @Test
    void itIsReadFromAFileAlone() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Read.all(PARQUET, new byte[0]))
                .withMessage("Parquet is read from files, not from a stream.");
        assertThatIOException()
                .isThrownBy(() -> PARQUET.open(Path.of("a.parquet.gz"), 0))
                .withMessageContaining("is compressed as a whole");
        assertThat(PARQUET.isLineByLine()).isFalse();
    }

    @SafeVarargs
    private List<String> all(String schema, Consumer<Group>... records) throws IOException {
        return all(write(CompressionCodecName.UNCOMPRESSED, schema, records));
    }

    private static List<String> all(Path file) throws IOException {
        try (RecordReader reader = PARQUET.open(file, 0)) {
            return Read.all(reader);
        }
    }

    @SafeVarargs
    private Path write(CompressionCodecName codec, String schema, Consumer<Group>... records) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Path file = directory.resolve("file.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCompressionCodec(codec)
                .withCodecFactory(new Packing())
                .build()) {
            for (Consumer<Group> fill : records) {
                Group record = new SimpleGroupFactory(type).newGroup();
                fill.accept(record);
                writer.write(record);
            }
        }
        return file;
    }

    /** Packs with codecs that Parallax only unpacks; what it cannot unpack is not packed either. */
    private static final class Packing implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return codec == CompressionCodecName.ZSTD
                    ? new PageCodecs().getCompressor(codec)
                    : new BytesInputCompressor() {
                        @Override
                        public BytesInput compress(BytesInput page) throws IOException {
                            if (codec == CompressionCodecName.SNAPPY) {
                                return BytesInput.from(Snappy.compress(page.toByteArray()));
                            }
                            if (codec != CompressionCodecName.GZIP) {
                                return page;
                            }
                            ByteArrayOutputStream packed = new ByteArrayOutputStream();
                            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                                page.writeAllTo(gzip);
                            }
                            return BytesInput.from(packed.toByteArray());
                        }

                        @Override
                        public CompressionCodecName getCodecName() {
                            return codec;
                        }

                        @Override
                        public void release() {}
                    };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("This one packs.");
        }

        @Override
        public void release() {}
    }
}
