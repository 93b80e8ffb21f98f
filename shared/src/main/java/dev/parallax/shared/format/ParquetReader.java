package dev.parallax.shared.format;

import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.schema.MessageType;

/** Reads the records of a Parquet file, one row group after the other. */
final class ParquetReader implements RecordReader {
    private final ParquetFileReader file;
    private final MessageType schema;
    private final MessageColumnIO columns;
    private final Utf8 utf8 = new Utf8();
    private org.apache.parquet.io.RecordReader<Group> rowGroup;
    private long left;
    private boolean failed;

    /** @throws IOException if it is no Parquet file, with a sentence */
    ParquetReader(InputFile input) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .build();
        file = BinaryFile.reading("Parquet", () -> ParquetFileReader.open(input, options));
        schema = file.getFileMetaData().getSchema();
        columns = BinaryFile.reading("Parquet", () -> new ColumnIOFactory().getColumnIO(schema));
    }

    /** Behind a place that cannot be read, there is nothing. */
    @Override
    public InputRecord next() throws IOException {
        if (failed) {
            return null;
        }
        failed = true;
        InputRecord record = BinaryFile.reading("Parquet", this::read);
        failed = false;
        return record;
    }

    private InputRecord read() throws IOException {
        while (left == 0) {
            PageReadStore pages = file.readNextRowGroup();
            if (pages == null) {
                return null;
            }
            left = pages.getRowCount();
            rowGroup = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        }
        left--;
        return ParquetJson.of(rowGroup.read(), schema, utf8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
