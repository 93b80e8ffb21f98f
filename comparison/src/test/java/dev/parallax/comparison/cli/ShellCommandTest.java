package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code shell}, with lines that come through a pipe. */
class ShellCommandTest {
    private static final String TYPED_PIPELINE = """
            record Total(long lines) {}
            class Lengths implements Pipeline<String, Integer, Total> {
                public String name() { return "lengths"; }
                public Windows windows() { return Windows.tumbling(Duration.ofHours(1)); }
                public String decode(byte[] record) { return new String(record); }
                public long eventTime(String event) { return 0; }
                public String eventId(String event) { return null; }
                public void facts(String event, BiConsumer<String, Integer> out) { out.accept("l" + event.length(), 1); }
                public Aggregate<Integer, Total> aggregate() {
                    return new Aggregate<>() {
                        public Total empty() { return new Total(0); }
                        public Total add(Total total, Integer one) { return new Total(total.lines() + one); }
                        public Total merge(Total one, Total other) { return new Total(one.lines() + other.lines()); }
                    };
                }
                public Class<Total> accumulatorType() { return Total.class; }
                public Map<String, Object> result(Total total) { return Map.of("lines", total.lines()); }
            }
            """;

    /** As in the README. 12:31 moves the clock to 12:21: the window that ends at 12:10 is closed when the third owl comes. */
    @Test
    void aStreamIsTriedOutLineByLine() {
        Ran ran = Ran.withInput("""
                var e = events(\"""
                    {"event_time": "2024-04-09 12:00:00", "data": "owl dog owl"}
                    {"event_time": "2024-04-09 12:31:00", "data": "dog"}\""")
                var late = e.and("{'event_time': '2024-04-09 12:05:00', 'data': 'owl'}".replace('\\'', '"'))
                table(run("words", late))
                table(batch("words", late, window("1h")))
                System.out.println(late)
                /exit
                """, "shell");

        assertThat(ran.errors()).isEmpty();
        assertThat(ran.output()).isEqualTo("""
                key  from                  to                    count
                dog  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      1
                dog  2024-04-09T12:30:00Z  2024-04-09T12:40:00Z      1
                owl  2024-04-09T12:00:00Z  2024-04-09T12:10:00Z      2
                words: 3 rows, 1 late contribution, 0 dead letters
                key  from                  to                    count
                dog  2024-04-09T12:00:00Z  2024-04-09T13:00:00Z      2
                owl  2024-04-09T12:00:00Z  2024-04-09T13:00:00Z      3
                words: 2 rows, 0 late contributions, 0 dead letters
                2 lines and 1 line
                """);
        assertThat(ran.status()).isZero();
    }

    @Test
    void aPipelineThatWasTypedInRunsToo() {
        Ran ran = Ran.withInput(
                TYPED_PIPELINE + "System.out.println(run(new Lengths(), events(\"a\", \"bb\", \"b\")).rows())\n",
                "shell");

        assertThat(ran.errors()).isEmpty();
        assertThat(ran.output())
                .isEqualTo("[{key=l1, windowStart=1970-01-01T00:00:00Z, windowEnd=1970-01-01T01:00:00Z, lines=2},"
                        + " {key=l2, windowStart=1970-01-01T00:00:00Z, windowEnd=1970-01-01T01:00:00Z, lines=1}]\n");
    }

    @Test
    void whatCannotBeCarriedOutIsToldAndTheNextLineIs() {
        Ran ran = Ran.withInput("""
                run("nope", events("{}"))
                window("soon")
                events(Path.of("/no/such/file"))
                run("words", events(" "))
                outputMode(COMPLETE)
                nonsense
                System.out.println(events("words", 7))
                """, "shell");

        assertThat(ran.output()).isEqualTo("7 generated events\n");
        assertThat(ran.errors())
                .contains(
                        "There is no pipeline 'nope'; there are: alerts, anniversaries, ",
                        "'soon' is no duration: write it like 10m, 1h30m, 500ms or PT10M.",
                        "There is no file /no/such/file.",
                        "Give at least one line, as in events(\"{...}\", \"{...}\").",
                        "A run gives one view in the end, which is complete: use UPDATE or APPEND.",
                        "cannot find symbol");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void theStatusIsThatOfExit() {
        assertThat(Ran.withInput("/exit 3\n", "shell").status()).isEqualTo(3);
    }
}
