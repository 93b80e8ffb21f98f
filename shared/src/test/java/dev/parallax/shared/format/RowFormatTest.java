package dev.parallax.shared.format;

import static dev.parallax.shared.format.Observed.removed;
import static dev.parallax.shared.format.Observed.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFormatTest {
    private static final ViewRow<Observed.Values> OWL =
            row("owl", new Observed.Values(7, 0.5, "21.500000", "wise", true));
    private static final ViewRow<Observed.Values> DOG = row("dog", new Observed.Values(-1, 1e300, null, null, false));

    @TempDir
    private Path directory;

    @Test
    void aFormatIsFoundByItsName() {
        assertThat(RowFormat.named("ndjson")).isEqualTo(RowFormat.NDJSON);
        assertThat(RowFormat.named("csv")).isEqualTo(RowFormat.CSV);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowFormat.named("xml"))
                .withMessageStartingWith("There is no format of rows 'xml'; there are: ndjson, csv");
    }

    @Test
    void newlineDelimitedJsonHasARowInEachLine() throws IOException {
        assertThat(text(RowFormat.NDJSON, OWL, DOG, removed("cat"))).isEqualTo("""
                        {"key":"owl","windowStart":"2024-04-09T12:00:00Z","windowEnd":"2024-04-09T12:10:00Z","count":7,"share":0.5,"decimal":21.500000,"text":"wise","good":true}
                        {"key":"dog","windowStart":"2024-04-09T12:00:00Z","windowEnd":"2024-04-09T12:10:00Z","count":-1,"share":1.0E300,"decimal":null,"text":null,"good":false}
                        {"key":"cat","windowStart":"2024-04-09T12:00:00Z","windowEnd":"2024-04-09T12:10:00Z","removed":true}
                        """);
    }

    @Test
    void aTableNamesItsColumnsInTheFirstLine() throws IOException {
        assertThat(text(RowFormat.CSV, OWL, DOG, removed("cat"))).isEqualTo("""
                        key,windowStart,windowEnd,count,share,decimal,text,good,removed
                        owl,2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,7,0.5,21.500000,wise,true,false
                        dog,2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,-1,1.0E300,,,false,false
                        cat,2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,,,,,,true
                        """);
    }

    @Test
    void aTableWhoseFirstRowIsARemovedOneHasAllColumns() throws IOException {
        assertThat(text(RowFormat.CSV, removed("cat"), OWL).lines())
                .containsExactly(
                        "key,windowStart,windowEnd,count,share,decimal,text,good,removed",
                        "cat,2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,,,,,,true",
                        "owl,2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,7,0.5,21.500000,wise,true,false");
        assertThat(text(RowFormat.CSV, removed("cat")).lines())
                .containsExactly(
                        "key,windowStart,windowEnd,removed", "cat,2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,true");
    }

    @Test
    void aTableQuotesWhatMustBeAndTellsAnEmptyTextFromNone() throws IOException {
        assertThat(text(RowFormat.CSV, row("a,\"b\"\nc\r", new Observed.Values(0, 0, "0", "", true))))
                .endsWith("\"a,\"\"b\"\"\nc\r\",2024-04-09T12:00:00Z,2024-04-09T12:10:00Z,0,0.0,0,\"\",true,false\n");
    }

    /** JSON may hold one half of a surrogate pair, and a key with the one half is another than one with the other. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83Dx", "\uD83D\uDE00"})
    void halfACharacterIsTheSameInEverySinkOfJson(String half) throws IOException {
        ViewRow<Observed.Values> row = row(half, new Observed.Values(1, 2.5, "3.25", half, true));

        String line = text(RowFormat.NDJSON, row, OWL).lines().findFirst().orElseThrow();

        assertThat(new String(RowJson.bytes(new Observed(), row), UTF_8)).isEqualTo(line);
        assertThat(new ObjectMapper().readTree(line).get("text").asText()).isEqualTo(half);
        assertThat(new ObjectMapper().readTree(RowJson.identity(row)).get("key").asText())
                .isEqualTo(half);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"\"",
                "a,b",
                "a\nb",
                "a\r\nb",
                "\r",
                "\u0000",
                "=1+1",
                "'",
                "\uD83D\uDE00",
                "\u00E9\u65E5",
                "\\",
                "\\N",
                "null",
                "#",
                "\t",
                "\u2028",
                "\uFEFF",
                "007",
                "\"x\"y"
            })
    void hostileTextComesBackAsItWas(String hostile) throws IOException {
        ViewRow<Observed.Values> row = row(hostile, new Observed.Values(1, 2.5, "3.25", hostile, true));

        JsonNode json = new ObjectMapper()
                .readTree(text(RowFormat.NDJSON, row, OWL).lines().findFirst().orElseThrow());
        assertThat(json.get("key").asText()).isEqualTo(hostile);
        assertThat(json.get("text").asText()).isEqualTo(hostile);

        RecordFormat csv = RecordFormat.named("csv", EventShape.OF_FIELDS);
        try (RecordReader reader = csv.open(write(RowFormat.CSV, row, OWL), 0)) {
            JsonNode read = new ObjectMapper().readTree(reader.next().event());
            assertThat(read.get("key").asText()).isEqualTo(hostile);
            assertThat(read.get("text").asText()).isEqualTo(hostile);
            assertThat(read.get("count").intValue()).isEqualTo(1);
            assertThat(read.get("decimal").decimalValue()).isEqualByComparingTo("3.25");
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
        }

        JsonNode parquet = new ObjectMapper().readTree(parquet(row, OWL).get(0));
        assertThat(parquet.get("key").asText()).isEqualTo(hostile);
        assertThat(parquet.get("text").asText()).isEqualTo(hostile);
    }

    @Test
    void aParquetFileHasAColumnOfTheTypeOfItsValues() throws IOException {
        assertThat(parquet(removed("cat"), OWL, DOG))
                .containsExactly(
                        "{\"key\":\"cat\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\",\"removed\":true}",
                        "{\"key\":\"owl\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\",\"count\":7,\"share\":0.5,\"decimal\":21.500000000000000000,\"text\":\"wise\",\"good\":true,\"removed\":false}",
                        "{\"key\":\"dog\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\",\"count\":-1,\"share\":1.0E300,\"good\":false,\"removed\":false}");
    }

    @Test
    void theTypeOfAColumnIsWaitedForWhileItsValuesAreNull() throws IOException {
        assertThat(parquet(DOG, DOG, OWL)).hasSize(3).last().asString().contains("\"decimal\":21.500000000000000000,");
        assertThat(parquet(DOG)).hasSize(1);
    }

    @Test
    void decimalsComeBackExactly() throws IOException {
        for (String decimal :
                List.of("0", "-0.000000000000000001", "99999999999999999999.999999999999999999", "-21.5")) {
            JsonNode row = new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(parquet(row("k", new Observed.Values(1, 1, decimal, "", true)))
                            .get(0));
            assertThat(row.get("decimal").decimalValue()).isEqualByComparingTo(decimal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000000000000001", "100000000000000000000"})
    void aDecimalThatDoesNotFitIsAnErrorThatNamesTheColumn(String decimal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parquet(OWL, row("k", new Observed.Values(1, 1, decimal, "", true))))
                .withMessageStartingWith("The value ")
                .withMessageContaining("does not fit into the column 'decimal'");
    }

    @Test
    void halfASurrogatePairIsEscapedInJsonAndReplacedInATable() throws IOException {
        ViewRow<Observed.Values> row = row("a\uD83D", new Observed.Values(1, 1, "1", "\uDE00b", true));

        assertThat(text(RowFormat.NDJSON, row)).containsIgnoringCase("\"key\":\"a\\ud83d\"");
        assertThat(text(RowFormat.CSV, row)).contains("a\uFFFD,").contains(",\uFFFDb,");
    }

    @ParameterizedTest
    @EnumSource
    void theFileOfAWriterStaysOpenAndWritersOfAFormatAreSerializable(RowFormat format) throws Exception {
        BulkWriter.Factory<ViewRow<Observed.Values>> factory =
                org.apache.flink.util.InstantiationUtil.clone(format.writer(new Observed()));
        Path file = directory.resolve("one");
        try (FSDataOutputStream out = new LocalDataOutputStream(file.toFile())) {
            BulkWriter<ViewRow<Observed.Values>> writer = factory.create(out);
            writer.addElement(OWL);
            writer.flush();
            writer.finish();
            out.write('!');
        }

        assertThat(Files.readAllBytes(file)).endsWith('!');
    }

    @SafeVarargs
    private List<String> parquet(ViewRow<Observed.Values>... rows) throws IOException {
        try (RecordReader reader =
                RecordFormat.named("parquet", EventShape.OF_FIELDS).open(write(RowFormat.PARQUET, rows), 0)) {
            return Read.all(reader);
        }
    }

    @SafeVarargs
    private String text(RowFormat format, ViewRow<Observed.Values>... rows) throws IOException {
        return Files.readString(write(format, rows), UTF_8);
    }

    @SafeVarargs
    private Path write(RowFormat format, ViewRow<Observed.Values>... rows) throws IOException {
        return write(format, directory.resolve("rows." + format.text()), List.of(rows));
    }

    static Path write(RowFormat format, Path file, List<ViewRow<Observed.Values>> rows) throws IOException {
        try (FSDataOutputStream out = FileSystem.getLocalFileSystem()
                .create(org.apache.flink.core.fs.Path.fromLocalFile(file.toFile()), FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<ViewRow<Observed.Values>> writer =
                    format.writer(new Observed()).create(out);
            for (ViewRow<Observed.Values> row : rows) {
                writer.addElement(row);
            }
            writer.finish();
        }
        return file;
    }
}
