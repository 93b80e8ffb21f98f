package dev.parallax.shared.format;

import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads the records of an object container file of Avro. */
final class AvroReader implements RecordReader {
    private final AvroEnd end;
    private final DataFileStream<GenericRecord> records;
    private final Utf8 utf8 = new Utf8();
    private boolean failed;

    /** @throws IOException if it is no such file, or one of other things than records, with a sentence */
    AvroReader(InputStream in) throws IOException {
        end = new AvroEnd(in);
        records = BinaryFile.reading("Avro", () -> new DataFileStream<>(end, datums()));
        end.headerIsRead();
        if (records.getSchema().getType() != Schema.Type.RECORD) {
            throw new IOException("The Avro file does not hold records, but values of the type "
                    + records.getSchema().getType().getName() + ".");
        }
    }

    /** With a cache of its own: the one that all readers share holds on to the schema of each file that was ever read. */
    private static GenericDatumReader<GenericRecord> datums() {
        return new GenericDatumReader<>(null, null, new GenericData());
    }

    /** Behind a place that cannot be read, there is nothing. */
    @Override
    public InputRecord next() throws IOException {
        if (failed) {
            return null;
        }
        failed = true;
        InputRecord record = BinaryFile.reading("Avro", this::read);
        failed = false;
        return record;
    }

    private InputRecord read() throws IOException {
        if (records.hasNext()) {
            return AvroJson.of(records.next(), records.getSchema(), utf8);
        }
        if (!end.isWhole()) {
            throw new IOException("it ends in the middle");
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
