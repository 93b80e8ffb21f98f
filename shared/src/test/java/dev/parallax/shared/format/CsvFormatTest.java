package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
    private static final RecordFormat CSV = RecordFormat.named("csv", EventShape.OF_FIELDS);

    @Test
    void aColumnIsAFieldOfItsName() throws IOException {
        assertThat(Read.all(CSV, "id,name\ne1,owl\ne2,dog\n"))
                .containsExactly("{\"id\":\"e1\",\"name\":\"owl\"}", "{\"id\":\"e2\",\"name\":\"dog\"}");
    }

    @Test
    void linesMayEndAsWindowsEndsThemAndTheLastOneNotAtAll() throws IOException {
        assertThat(Read.all(CSV, "a,b\r\nx,y\r\n\"z\",\"w\""))
                .containsExactly("{\"a\":\"x\",\"b\":\"y\"}", "{\"a\":\"z\",\"b\":\"w\"}");
    }

    @Test
    void quotedCellsHoldCommasQuotesAndLineEnds() throws IOException {
        assertThat(Read.all(CSV, "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\r\n\"\n"))
                .containsExactly(
                        "{\"a\":\"x,y\",\"b\":\"say \\\"hi\\\"\"}", "{\"a\":\"two\\nlines\",\"b\":\"\\r\\n\"}");
    }

    @Test
    void anEmptyCellIsLeftOutUnlessItIsQuoted() throws IOException {
        assertThat(Read.all(CSV, "a,b,c\n,\"\",x\n,,\n")).containsExactly("{\"b\":\"\",\"c\":\"x\"}", "{}");
    }

    @Test
    void whatIsWrittenAsANumberInJsonIsOne() throws IOException {
        assertThat(Read.all(CSV, "a,b,c,d\n21,-0.5,1e3,\"7\"\n007,+1,.5,1.\nNaN,true, 1,-\n"))
                .containsExactly(
                        "{\"a\":21,\"b\":-0.5,\"c\":1e3,\"d\":7}",
                        "{\"a\":\"007\",\"b\":\"+1\",\"c\":\".5\",\"d\":\"1.\"}",
                        "{\"a\":\"NaN\",\"b\":\"true\",\"c\":\" 1\",\"d\":\"-\"}");
        assertThat(Read.all(CSV, "a\n" + "1".repeat(101))).containsExactly("{\"a\":\"" + "1".repeat(101) + "\"}");
    }

    @Test
    void pathsNestAndNumbersArePositionsInLists() throws IOException {
        assertThat(Read.all(CSV, "a.b,a.c.1,a.c.0,0\nw,x,y,z\nw,x,,\n,,,z\n"))
                .containsExactly(
                        "{\"a\":{\"b\":\"w\",\"c\":[\"y\",\"x\"]},\"0\":\"z\"}",
                        "{\"a\":{\"b\":\"w\",\"c\":[null,\"x\"]}}",
                        "{\"0\":\"z\"}");
    }

    @Test
    void thePipelineSaysWhereAColumnBelongs() throws IOException {
        EventShape shape = new EventShape(Map.of("deviceId", "data.devices.0.deviceId"), null, null);

        assertThat(Read.all(RecordFormat.named("csv", shape), "eventId,deviceId\nE1,D1\n"))
                .containsExactly("{\"eventId\":\"E1\",\"data\":{\"devices\":[{\"deviceId\":\"D1\"}]}}");
    }

    @Test
    void aRowWithTooManyOrTooFewCellsIsADeadLetterWithItsBytes() throws IOException {
        assertThat(Read.all(CSV, "a,b\nx\n\"x\",y,z\nx,y\n"))
                .containsExactly(
                        "The row has 1 cells, and the header 2 columns. <- a,b\nx",
                        "The row has 3 cells, and the header 2 columns. <- a,b\n\"x\",y,z",
                        "{\"a\":\"x\",\"b\":\"y\"}");
    }

    @Test
    void aQuoteThatIsNotClosedTakesOnlyItsOwnLine() throws IOException {
        assertThat(Read.all(CSV, "a,b\n1,\"x\n2,y\n3,z"))
                .containsExactly(
                        "A quote is not closed. <- a,b\n1,\"x", "{\"a\":2,\"b\":\"y\"}", "{\"a\":3,\"b\":\"z\"}");
        assertThat(Read.all(CSV, "a\n\"x")).containsExactly("A quote is not closed. <- a\n\"x");
    }

    @Test
    void textBehindAClosingQuoteTakesOnlyItsOwnLine() throws IOException {
        assertThat(Read.all(CSV, "a,b\n\"x\"y,1\n\"2\n\"z,2\n3,w\n"))
                .containsExactly(
                        "Text stands behind the closing quote of a cell. <- a,b\n\"x\"y,1",
                        "Text stands behind the closing quote of a cell. <- a,b\n\"2",
                        "A quote is not closed. <- a,b\n\"z,2",
                        "{\"a\":3,\"b\":\"w\"}");
    }

    @Test
    void aQuoteWithinAnUnquotedCellIsText() throws IOException {
        assertThat(Read.all(CSV, "a,b\n5\" disk,x\"\"\n1,2\n"))
                .containsExactly("{\"a\":\"5\\\" disk\",\"b\":\"x\\\"\\\"\"}", "{\"a\":1,\"b\":2}");
    }

    @Test
    void aReturnByItselfOutsideQuotesIsADeadLetter() throws IOException {
        assertThat(Read.all(CSV, "a,b\n1,x\r2,y\n3,z\n")).hasSize(2).last().isEqualTo("{\"a\":3,\"b\":\"z\"}");
    }

    @Test
    void whatIsNoUtf8IsADeadLetterWithItsBytes() throws IOException {
        byte[] table = "a\nx\n\u00e9\ny\n".getBytes(ISO_8859_1);
        try (RecordReader reader = CSV.open(new ByteArrayInputStream(table), 0)) {
            assertThat(Read.text(reader.next())).isEqualTo("{\"a\":\"x\"}");
            InputRecord wrong = reader.next();
            assertThat(wrong.rejection()).hasMessage("The record is no text in UTF-8.");
            assertThat(wrong.raw()).containsExactly('a', '\n', 0xE9);
            assertThat(Read.text(reader.next())).isEqualTo("{\"a\":\"y\"}");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
        assertThat(Read.all(CSV, "\uFEFFa\nx\n")).containsExactly("{\"a\":\"x\"}");
    }

    @Test
    void anEmptyFileAndOneOfAHeaderAloneHoldNoRecords() throws IOException {
        assertThat(Read.all(CSV, "")).isEmpty();
        assertThat(Read.all(CSV, "\n\r\n")).isEmpty();
        assertThat(Read.all(CSV, "a,b")).isEmpty();
    }

    @Test
    void aColumnWithoutANameIsLeftOut() throws IOException {
        assertThat(Read.all(CSV, ",a,\n0,x,1\n")).containsExactly("{\"a\":\"x\"}");
    }

    @Test
    void aHeaderThatIsNoneIsSaidEachTime() throws IOException {
        for (String header : List.of("a,a", "a,a.b", "a.b,a", "a,\"b")) {
            RecordReader reader = CSV.open(new ByteArrayInputStream((header + "\n1,2\n1,2\n").getBytes(UTF_8)), 0);
            for (int time = 0; time < 2; time++) {
                assertThatIOException()
                        .as(header)
                        .isThrownBy(reader::next)
                        .withMessageStartingWith("The first line does not name the columns: ");
            }
        }
    }

    @Test
    void manyQuotesDoNotMakeItSlow() throws IOException {
        String table = "a\n" + "\"x\"\"\n".repeat(50_000);

        assertThat(Read.all(CSV, table)).isNotEmpty();
    }

    @Test
    void howTheBytesArriveDoesNotMatter() throws IOException {
        String table = "a,b\r\n\"x\n\"\"y\",1\n\n\"wrong\"z,\n\"open,2\nlast,";
        List<String> whole = Read.all(CSV, table);
        assertThat(whole).hasSize(4);

        for (long seed = 0; seed < 100; seed++) {
            assertThat(Read.all(CSV.open(trickling(table, seed), Read.NOON)))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    @Test
    void aGrowingTableGivesARowOnceItIsWhole() throws IOException {
        Growing file = new Growing();
        RecordReader reader = CSV.follow(file, () -> 0);

        assertThat(reader.next()).isNull();
        file.append("a,b");
        assertThat(reader.next()).isNull();
        file.append("\n\"x\n");
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
        file.append("y\",1");
        assertThat(reader.next()).isNull();
        file.append("2\n3,");
        assertThat(Read.text(reader.next())).isEqualTo("{\"a\":\"x\\ny\",\"b\":12}");
        assertThat(reader.next()).isNull();
        file.append("4\n");
        assertThat(Read.text(reader.next())).isEqualTo("{\"a\":3,\"b\":4}");
    }

    /** While the file grows, the quote may still be closed. */
    @Test
    void anOpenQuoteAtTheEndOfAFileThatGrowsNoMoreIsADeadLetter() throws Exception {
        Growing file = new Growing();
        RecordReader reader = CSV.follow(file, () -> 0);
        file.append("a,b\n\"x,1\n2,3\n");
        assertThat(reader.next()).isNull();

        reader.growsNoMore();

        assertThat(new String(reader.next().raw(), StandardCharsets.UTF_8)).isEqualTo("a,b\n\"x,1");
        assertThat(reader.next().rejection()).isNull();
        assertThat(reader.next()).isNull();
    }

    private static InputStream trickling(String text, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, random.nextInt(1, 8)));
            }
        };
    }
}
