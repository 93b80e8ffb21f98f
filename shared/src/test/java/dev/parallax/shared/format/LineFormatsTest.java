package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFormatsTest {
    private final WordsPipeline words = new WordsPipeline();
    private final RecordFormat json = RecordFormat.named("json", EventShape.OF_FIELDS);
    private final RecordFormat text = RecordFormat.named("text", words.shape());

    @Test
    void aFormatIsFoundByItsName() {
        for (String name : List.of("json", "text", "csv")) {
            assertThat(RecordFormat.named(name, words.shape()).name()).isEqualTo(name);
            assertThat(RecordFormat.named(name, words.shape()).isLineByLine()).isTrue();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.named("xml", words.shape()))
                .withMessageStartingWith("There is no format 'xml'; there are: ")
                .withMessageContaining("csv");
    }

    @Test
    void aLineOfJsonIsTheEventAndNoCopy() throws IOException {
        InputRecord record = json.open(new ByteArrayInputStream("\n{\"a\":1}\r\n".getBytes(UTF_8)), 0)
                .next();

        assertThat(Read.text(record)).isEqualTo("{\"a\":1}");
        assertThat(record.event()).isSameAs(record.raw());
    }

    @Test
    void aLineOfTextIsAnEventOfTheTimeItWasTakenIn() throws IOException {
        assertThat(Read.all(text, "owl \"dog\"\n\ncat\u0000\uD83D\uDE00"))
                .containsExactly(
                        "{\"data\":\"owl \\\"dog\\\"\",\"event_time\":\"2024-04-09T12:00:00Z\"}",
                        "{\"data\":\"cat\\u0000\uD83D\uDE00\",\"event_time\":\"2024-04-09T12:00:00Z\"}");
    }

    @Test
    void aLineThatIsANumberIsTextAllTheSame() throws IOException {
        assertThat(Read.all(text, "42")).containsExactly("{\"data\":\"42\",\"event_time\":\"2024-04-09T12:00:00Z\"}");
    }

    @Test
    void theWordsPipelineReadsTheTimeThatIsWritten() throws IOException, BadRecord {
        for (long time : new long[] {0, 1, Read.NOON, Read.NOON + 999, 253_402_300_799_999L}) {
            InputRecord record = text.open(new ByteArrayInputStream("owl dog".getBytes(UTF_8)), time)
                    .next();

            assertThat(words.decode(record.event())).isEqualTo(new Sentence(time, List.of("owl", "dog")));
        }
    }

    @Test
    void eachLineHasATimeOfItsOwnWhereTheyComeOneByOne() throws IOException {
        AtomicLong clock = new AtomicLong(Read.NOON);
        RecordReader reader =
                text.open(new ByteArrayInputStream("a\nb\n".getBytes(UTF_8)), () -> clock.getAndAdd(1000));

        assertThat(Read.all(reader))
                .containsExactly(
                        "{\"data\":\"a\",\"event_time\":\"2024-04-09T12:00:00Z\"}",
                        "{\"data\":\"b\",\"event_time\":\"2024-04-09T12:00:01Z\"}");
    }

    @Test
    void aLineThatIsNoUtf8IsADeadLetterAndTheNextOneIsRead() throws IOException {
        byte[] lines = {'a', '\n', (byte) 0xC3, '\n', 'b'};

        assertThat(Read.all(text, lines)).hasSize(3).last().asString().startsWith("{\"data\":\"b\"");
        RecordReader reader = text.open(new ByteArrayInputStream(lines), 0);
        reader.next();
        LogEntry<Sentence> entry = LogEntry.of(words, "lines", new Place(0, 1), 0, reader.next());
        assertThat(entry.isEvent()).isFalse();
        assertThat(entry.deadLetter().reason()).isEqualTo("The record is no text in UTF-8.");
        assertThat(entry.bytes()).containsExactly(0xC3);
    }

    @Test
    void aPipelineThatCanMakeNothingOfALineOfTextRefusesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.named("text", new DevicesPipeline().shape()))
                .withMessage("A line of text is no event of this pipeline: it cannot read the format 'text'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void aGrowingFileGivesALineOnceItIsWhole(String name) throws IOException {
        Growing file = new Growing();
        RecordReader reader = RecordFormat.named(name, words.shape()).follow(file, () -> 0);

        assertThat(reader.next()).isNull();
        file.append("{\"one");
        assertThat(reader.next()).isNull();
        file.append("\"}\r\n{}\n{\"x");
        assertThat(reader.next().raw()).asString().isEqualTo("{\"one\"}");
        assertThat(reader.next().raw()).asString().isEqualTo("{}");
        assertThat(reader.next()).isNull();
        file.append("y".repeat(200_000));
        assertThat(reader.next()).isNull();
        file.append("\"}\n");
        assertThat(reader.next().raw()).hasSize(200_005);
        assertThat(reader.next()).isNull();
    }
}
