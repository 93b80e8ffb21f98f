package dev.parallax.shared.sink;

import static dev.parallax.shared.sink.SinkHarness.removed;
import static dev.parallax.shared.sink.SinkHarness.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.words.WordCount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleRowSinkTest {
    private final PrintStream terminal = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(terminal);
    }

    @Test
    void aTriggerIsATableWithItsNumberSortedByKeyThenWindow() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(20))) {
            console.take(row("owl", "12:10", 1), row("owl", "12:00", 12), row("dog", "12:00", 1));
            assertThat(printed()).as("before the trigger is over").isEmpty();
            console.trigger(1);

            assertThat(printed()).isEqualTo("""
                    -------------------------------------------
                    Trigger: 1
                    -------------------------------------------
                    key  from                  to                    count
                    dog  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      1
                    owl  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z     12
                    owl  2024-04-09T12:10:00Z  2024-04-09T12:20:00Z      1

                    """);
        }
    }

    @Test
    void aTriggerWithoutRowsPrintsNothingAndTheNumberGoesOnAfterARestart() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(20))) {
            console.take(row("owl", "12:00", 1));
            console.trigger(1);
            console.trigger(2);
            console.take(row("owl", "12:00", 2));
            console.trigger(3);
            console.take(row("owl", "12:00", 3));

            try (SinkHarness again = SinkHarness.restored(console(20), console)) {
                again.take(row("owl", "12:00", 3));
                again.trigger(4);
            }
        }

        assertThat(printed().lines().filter(line -> line.startsWith("Trigger") || line.startsWith("owl")))
                .containsExactly(
                        "Trigger: 1",
                        "owl  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      1",
                        "Trigger: 2",
                        "owl  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      2",
                        "Trigger: 3",
                        "owl  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      3");
    }

    @Test
    void theFirstTwentyRowsAreShownAndTheOthersCounted() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(20))) {
            for (int word = 25; word >= 1; word--) {
                console.take(row("word%02d".formatted(word), "12:00", word));
            }
            console.trigger(1);
            console.take(row("a", "12:00", 1), row("b", "12:00", 1));
            console.trigger(2);
        }

        assertThat(printed().lines().filter(line -> line.startsWith("word")))
                .hasSize(20)
                .first()
                .asString()
                .startsWith("word01");
        assertThat(printed().lines()).contains("word20  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z     20");
        assertThat(printed().lines().filter(line -> line.contains("more"))).containsExactly("and 5 more rows");
    }

    @Test
    void oneMoreRowThanIsShownIsOneRow() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(1))) {
            console.take(row("b", "12:00", 1), row("a", "12:00", 1), row("a", "12:00", 2));
            console.trigger(1);
        }

        assertThat(printed()).contains("a    2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      2\nand 1 more row\n");
    }

    @Test
    void whatEventsBringCannotCommandTheTerminal() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(20))) {
            console.take(row("\u001B[2Jowl\n\u202Edog", "12:00", 1));
            console.trigger(1);
        }

        assertThat(printed()).contains("\\u{001B}[2Jowl\\u{000A}\\u{202E}dog  2024-04-09T12:00:00Z");
        assertThat(printed()).doesNotContain("\u001B", "\u202E");
    }

    @Test
    void aRemovedRowIsShownAsRemoved() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(20))) {
            console.take(removed("owl", "12:00"), row("owl", "12:10", 7));
            console.trigger(1);
            console.take(removed("owl", "12:10"));
            console.trigger(2);
        }

        assertThat(printed()).isEqualTo("""
                -------------------------------------------
                Trigger: 1
                -------------------------------------------
                key  from                  to                      count
                owl  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z  removed
                owl  2024-04-09T12:10:00Z  2024-04-09T12:20:00Z        7

                -------------------------------------------
                Trigger: 2
                -------------------------------------------
                key  from                  to
                owl  2024-04-09T12:10:00Z  2024-04-09T12:20:00Z  removed

                """);
    }

    @Test
    void theEndOfTheInputPrintsWhatIsLeft() throws Exception {
        try (SinkHarness console = SinkHarness.started(console(20))) {
            console.take(row("owl", "12:00", 1));
            console.endOfInput();
            console.trigger(1);
        }

        assertThat(printed().lines().filter(line -> line.startsWith("Trigger"))).containsExactly("Trigger: 1");
    }

    @Test
    void oneTaskTakesAllRows() {
        assertThat(new ConsoleRowSink(20).takesAllInOneTask()).isTrue();
    }

    private static Sink<ViewRow<WordCount>> console(int most) {
        return new ConsoleRowSink(most).sink(SinkHarness.WORDS);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
