package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;

/** Writes a file of 200 MB and reads it again: the program of a process with little memory. Prints how many records it wrote and read. */
final class LargeFile {
    private static final long BYTES = 200_000_000;
    private static final int TEXT_BYTES = 75;

    private final Random random = new Random(1);
    private long written;

    private LargeFile() {}

    /** @param arguments the format, and the file */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        LargeFile large = new LargeFile();
        large.write(arguments[0], file);
        long read = 0;
        long wrong = 0;
        try (RecordReader reader =
                RecordFormat.named(arguments[0], new WordsPipeline().shape()).open(file, 0)) {
            for (InputRecord record = reader.next(); record != null; record = reader.next()) {
                read++;
                wrong += record.rejection() == null ? 0 : 1;
            }
        }
        System.out.println(Files.size(file) >= BYTES ? large.written + " " + read + " " + wrong : "It is too small.");
    }

    private void write(String format, Path file) throws IOException {
        switch (format) {
            case "avro" -> writeAvro(file);
            case "parquet" -> writeParquet(file);
            default -> writeLines(format, file);
        }
    }

    private void writeLines(String format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (format.equals("csv")) {
                out.write("data,event_time\n".getBytes(UTF_8));
            }
            for (long bytes = 0; bytes < BYTES; written++) {
                byte[] line = (switch (format) {
                            case "json" -> "{\"data\":\"" + text() + "\",\"event_time\":\"2024-04-09T12:00:00Z\"}\n";
                            case "csv" -> "\"" + text() + "\n\",2024-04-09T12:00:00Z\n";
                            default -> text() + "\n";
                        })
                        .getBytes(UTF_8);
                out.write(line);
                bytes += line.length;
            }
        }
    }

    private void writeAvro(Path file) throws IOException {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"data\",\"type\":\"string\"}]}");
        try (DataFileWriter<GenericRecord> out = new DataFileWriter<>(new GenericDatumWriter<>())) {
            out.create(schema, file.toFile());
            for (long bytes = 0; bytes < BYTES; written++) {
                String text = text();
                out.append(new GenericRecordBuilder(schema).set("data", text).build());
                bytes += text.length();
            }
        }
    }

    /** As random as its texts are, a third of them goes in packing. */
    private void writeParquet(Path file) throws IOException {
        try (FSDataOutputStream out = new LocalDataOutputStream(file.toFile())) {
            BulkWriter<ViewRow<Observed.Values>> rows =
                    RowFormat.PARQUET.writer(new Observed()).create(out);
            while (out.getPos() < BYTES) {
                rows.addElement(Observed.row(text(), new Observed.Values(written, 0.5, "1.5", text(), true)));
                written++;
            }
            rows.finish();
        }
    }

    private String text() {
        byte[] bytes = new byte[TEXT_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
