package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Small files of binary formats, for a fuzzer to begin with. */
final class SeedFiles {
    private static final Schema AVRO = new Schema.Parser().parse("""
                    {"type":"record","name":"R","fields":[
                      {"name":"event_time","type":{"type":"long","logicalType":"timestamp-micros"}},
                      {"name":"data","type":["null","string"]},
                      {"name":"list","type":{"type":"array","items":"double"}},
                      {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}}]}""");

    private static final MessageType PARQUET = MessageTypeParser.parseMessageType("""
            message m { required int64 event_time (TIMESTAMP(MILLIS,true)); optional binary data (STRING);
              optional group list (LIST) { repeated group list { optional double element; } } }""");

    private SeedFiles() {}

    static Stream<byte[]> avro() throws IOException {
        GenericRecord record = new GenericRecordBuilder(AVRO)
                .set("event_time", Read.NOON * 1000)
                .set("data", "owl")
                .set("list", List.of(1.5, Double.NaN))
                .set("price", ByteBuffer.wrap(new byte[] {1, 2}))
                .build();
        return Stream.of(
                AvroFormatTest.file(AVRO, "null", record, record), AvroFormatTest.file(AVRO, "deflate", record));
    }

    static Stream<byte[]> parquet() throws IOException {
        Path file = Files.createTempDirectory("seeds").resolve("seed.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(PARQUET)
                .build()) {
            for (String data : List.of("owl", "dog", "owl")) {
                Group record = new SimpleGroup(PARQUET);
                record.append("event_time", Read.NOON).append("data", data);
                record.addGroup("list").addGroup("list").append("element", 1.5);
                writer.write(record);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(file.getParent());
        return Stream.of(bytes);
    }

    /** Behind a byte that says how: 0 for gzip, 1 for zstd. */
    static Stream<byte[]> packed() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        gzip.write(0);
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        zstd.write(1);
        for (OutputStream out : List.of(new GZIPOutputStream(gzip), new ZstdOutputStream(zstd))) {
            try (out) {
                out.write("{\"a\":1}\n{\"a\":1}\n".getBytes(UTF_8));
            }
        }
        return Stream.of(gzip.toByteArray(), zstd.toByteArray());
    }
}
