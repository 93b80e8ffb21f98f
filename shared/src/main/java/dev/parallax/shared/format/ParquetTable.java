package dev.parallax.shared.format;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** A table in a Parquet file, see {@link RowFormat#PARQUET}. */
final class ParquetTable implements Table {
    /** So much of a file is held in memory until it is written. */
    private static final long ROW_GROUP_BYTES = 16 << 20;

    private final Map<String, ColumnType> columns = new LinkedHashMap<>();
    private final List<String> names;
    private final ParquetWriter<Map<String, Object>> rows;

    ParquetTable(FSDataOutputStream out, List<Map<String, Object>> first) throws IOException {
        names = TableWriter.columns(first);
        for (String name : names) {
            columns.put(
                    name, ColumnType.of(first.stream().map(row -> row.get(name)).toList()));
        }
        rows = new RowsBuilder(new OpenFile(out), columns)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void write(Map<String, Object> row) throws IOException {
        TableWriter.requireColumns(row, names);
        rows.write(row);
    }

    /** A row group is written once it is whole. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        rows.close();
    }

    private static final class RowsBuilder extends ParquetWriter.Builder<Map<String, Object>, RowsBuilder> {
        private final Map<String, ColumnType> columns;

        private RowsBuilder(OutputFile file, Map<String, ColumnType> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected RowsBuilder self() {
            return this;
        }

        @Override
        protected WriteSupport<Map<String, Object>> getWriteSupport(Configuration none) {
            return new RowSupport(columns);
        }

        @Override
        protected WriteSupport<Map<String, Object>> getWriteSupport(ParquetConfiguration none) {
            return new RowSupport(columns);
        }
    }

    private static final class RowSupport extends WriteSupport<Map<String, Object>> {
        private final Map<String, ColumnType> columns;
        private RecordConsumer consumer;

        private RowSupport(Map<String, ColumnType> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration none) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration none) {
            return context();
        }

        private WriteContext context() {
            Types.MessageTypeBuilder schema = Types.buildMessage();
            columns.forEach((name, type) -> schema.addField(type.field(name)));
            MessageType message = schema.named("row");
            return new WriteContext(message, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(Map<String, Object> row) {
            consumer.startMessage();
            int index = 0;
            for (Map.Entry<String, ColumnType> column : columns.entrySet()) {
                Object value = row.get(column.getKey());
                if (value != null) {
                    consumer.startField(column.getKey(), index);
                    column.getValue().write(consumer, column.getKey(), value);
                    consumer.endField(column.getKey(), index);
                }
                index++;
            }
            consumer.endMessage();
        }
    }

    /** A file that is open already, and stays so. */
    private record OpenFile(FSDataOutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new PositionOutputStream() {
                @Override
                public long getPos() throws IOException {
                    return out.getPos();
                }

                @Override
                public void write(int b) throws IOException {
                    out.write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }

                @Override
                public void close() throws IOException {
                    out.flush();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
