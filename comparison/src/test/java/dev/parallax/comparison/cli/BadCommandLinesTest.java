package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done is refused at once, in one sentence, and nothing is started for it. */
class BadCommandLinesTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '"', textBlock = """
            nonsense                                    | There is no command 'nonsense', there are: compare, run, view, report, dead-letters, redrive, checkpoints, savepoint, generate, kafka, cluster, topics, produce, consume, cosmos-emulator, shell.
            run nonsense                                | There is no command 'nonsense', there are: batch, stream.
            compare --nonsense                          | There is no option '--nonsense'.
            compare --windw 5m                          | There is no option '--windw': did you mean --window?
            compare more                                | The argument 'more' belongs to no option.
            compare --events                            | Missing required parameter for option '--events' (FILE|DIR|-).
            compare --pipeline nope                     | There is no pipeline 'nope'; there are: alerts, anniversaries, devices, merchants, readings, words.
            compare --out-of-orderness -5m              | --out-of-orderness: A duration must not be negative: -5m.
            compare --out-of-orderness=-5m              | --out-of-orderness: A duration must not be negative: -5m.
            compare --allowed-lateness 5                | --allowed-lateness: '5' is no duration: write it like 10m, 1h30m, 500ms or PT10M.
            compare --window 0s                         | --window: A window must be longer than 0 ms, not 0 ms.
            compare --window soon                       | --window: 'soon' names no windows: write them like 10m, tumbling:10m, sliding:10m/5m, session:30m or global.
            compare --window hopping:10m/5m             | --window: 'hopping:10m/5m' names no windows: write them like 10m, tumbling:10m, sliding:10m/5m, session:30m or global.
            compare --window sliding:10m/20m            | --window: A window's slide must be more than 0 ms and at most its size of 600000 ms, not 1200000 ms.
            compare --window session:0s                 | --window: The gap that ends a session must be more than 0 ms and at most 36500 days, not 0 ms.
            compare --window session:30m --slide 5m     | --slide goes with windows of one length, like --window 10m, not with session:PT30M.
            compare --window global --output-mode append | --output-mode append would never give a row with --window global, which ends with the input alone: use --output-mode update.
            compare --window -10m                       | --window: A duration must not be negative: -10m.
            compare --window 9999999d                   | --window: A duration is at most 365000d, not 9999999d.
            compare --slide 20m                         | --slide must be longer than 0 and at most the window's 10m, not 20m.
            compare --slide 0s                          | --slide must be longer than 0 and at most the window's 10m, not 0s.
            compare --cuts 0                            | --cuts must be between 1 and 2000, not 0.
            compare --cuts many                         | --cuts: 'many' is no whole number.
            compare --cuts 3 --batch-every 1h           | Give --cuts or --batch-every, not both.
            compare --batch-every 0s                    | --batch-every must be longer than 0.
            compare --partitions 0                      | --partitions must be between 1 and 1000, not 0.
            compare --parallelism 0                     | --parallelism must be between 1 and 128, not 0.
            compare --checkpoint-every 1ms              | --checkpoint-every must be at least 10ms.
            compare --expect much                       | --expect: it must be exact, not 'much'.
            compare --output-mode much                  | --output-mode: it must be update or append or complete, not 'much'.
            compare --events e --kafka h:1 --topic t    | Give --events or --kafka, not both.
            compare --kafka 127.0.0.1:9092              | --kafka and --topic belong together: give both.
            compare --kafka garbage --topic t           | --kafka must be of the form HOST:PORT, like 127.0.0.1:9092, not 'garbage'.
            compare --kafka host:70000 --topic t        | --kafka must be of the form HOST:PORT, like 127.0.0.1:9092, not 'host:70000'.
            compare --cluster garbage                   | --cluster must be of the form HOST:PORT, like 127.0.0.1:9092, not 'garbage'.
            compare --views mysql://root:secret@h/x     | --views: There is no store for views of the kind 'mysql'; there are kafka:, redis:, cosmos: and file:.
            compare --views /tmp/views                  | --views: The address of views begins with the kind of their store, kafka:, redis:, cosmos: or file:, which /tmp/views does not.
            compare --views redis://127.0.0.1:first     | --views: The port of a Redis URI is a number, this one is not.
            compare --views cosmos://account            | --views: A Cosmos DB container is given as cosmos://HOST[:PORT]/DATABASE/CONTAINER with ?tls=false for an emulator.
            view                                        | --views: say where the views are, like --views kafka://HOST:PORT/PREFIX. What is embedded in a run is gone with it.
            compare --kappa-views kafka://root:secret@h | --kappa-views: The views' address must be of the form kafka://HOST:PORT/PREFIX.
            compare --views mysql://root:secret@h^x     | --views is no address of views: Illegal character in authority at character 9.
            generate --pipeline nope                    | There is no generator for the pipeline 'nope'; there are: alerts, anniversaries, devices, merchants, payments, readings, words.
            generate --labels frauds.json               | --labels goes with --pipeline payments or alerts.
            generate --pipeline payments --labels nope/l --out o | The file nope/l cannot be written: there is no such file or directory.
            generate --events 0                         | --events must be at least 1, not 0.
            generate --events ten                       | --events: 'ten' is no whole number.
            generate --late-share 2                     | --late-share must be between 0 and 1, not 2.0.
            generate --pipeline payments --skew 1       | --skew goes with --pipeline devices, readings, words, not with payments.
            generate --start noon                       | --start: 'noon' is no instant: write it like 2023-01-05T08:00:00Z.
            checkpoints list nope                       | There is no directory nope.
            checkpoints show . --diff 1                 | option '--diff' at index 0 (N) requires at least 2 values, but only 1 were specified: [1].
            checkpoints show . seven                    | N: 'seven' is no whole number.
            checkpoints keys . --max 0                  | --max must be at least 1, not 0.
            dead-letters show                           | Missing required parameter: 'DIR|FILE'.
            dead-letters show nope                      | There is no file or directory nope.
            dead-letters show . --kind odd              | --kind: it must be malformed or invalid, not 'odd'.
            dead-letters show . --limit 0               | --limit must be at least 1, not 0.
            dead-letters redrive .                      | Give --kafka and --topic, or --files: where the query reads.
            dead-letters redrive . --kafka h:1          | --kafka and --topic belong together: give both.
            dead-letters redrive . --files nope --kafka h:1 --topic t | Give --kafka and --topic, or --files: where the query reads.
            dead-letters redrive . --files nope         | There is no directory nope.
            topics create                               | Missing required parameter: 'NAME'.
            topics create t --partitions 0              | --partitions must be between 1 and 1000, not 0.
            topics list --kafka garbage                 | --kafka must be of the form HOST:PORT, like 127.0.0.1:9092, not 'garbage'.
            produce                                     | Missing required option: '--topic=NAME'.
            produce --topic t nope.json                 | The file nope.json cannot be read: there is no such file or directory.
            produce --topic t .                         | . is a directory: name a file.
            consume --topic t --max 0                   | --max must be at least 1, not 0.
            consume --topic t --from latest             | --from latest begins behind the last record: give --follow, too, to see what comes.
            consume --topic t --from noon               | --from: it must be earliest or latest, not 'noon'.
            kafka start --port 70000                    | --port must be between 0 (any free port) and 65535, not 70000.
            """)
    void areRefused(String commandLine, String sentence) {
        Ran ran = Ran.parallax(commandLine.split(" "));

        assertThat(ran.complaints()).containsExactly("parallax: " + sentence);
        assertThat(ran.errors()).doesNotContain("\tat ", "secret");
        assertThat(ran.output()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void aCommandLineWithoutCommandGetsTheHelp() {
        Ran ran = Ran.parallax();

        assertThat(ran.errors()).startsWith("Usage: parallax").contains("compare", "Exit status:");
        assertThat(ran.output()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void theHelpThatWasAskedForIsData() {
        Ran ran = Ran.parallax("compare", "--help");

        assertThat(ran.output())
                .startsWith("Usage: parallax compare [OPTIONS]")
                .contains("\nEvents:\n", "\nTransformation:\n", "\nCuts:\n", "\nResult:\n", "\nExamples:\n");
        assertThat(ran.output().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.status()).isZero();
    }

    @Test
    void anInputWithoutEventsIsRefused() throws IOException {
        Path missing = directory.resolve("missing.json");
        Path none = Files.createDirectory(directory.resolve("none"));
        Path empty = Files.createFile(directory.resolve("empty.json"));
        Path blank = Files.writeString(directory.resolve("blank.json"), "\n \n\r\n");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {0, -1, '\n', 17, 4});

        assertThat(compare(missing)).isEqualTo("There is no file or directory " + missing + ".");
        assertThat(compare(none)).isEqualTo("The directory " + none + " holds no file to read.");
        assertThat(compare(empty)).isEqualTo("There are no events: the input is empty.");
        assertThat(compare(blank)).isEqualTo("There are no events: the input is empty.");
        assertThat(compare(binary))
                .startsWith("There are no events: of 2 records none is one. About the first: The record is not JSON");
        assertThat(compare(Path.of("-"))).isEqualTo("There are no events: the input is empty.");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path missing = directory.resolve("missing/events.json");

        assertThat(refused("compare", "--out", file.toString()))
                .isEqualTo("--out: nothing can be written into " + file + ": it exists, and is no directory.");
        assertThat(refused("generate", "--out", missing.toString()))
                .isEqualTo("The file " + missing + " cannot be written: there is no such file or directory.");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Path missing = directory.resolve("missing.jar");
        Path text = Files.writeString(directory.resolve("text.jar"), "no jar");

        assertThat(refused("compare", "--pipeline-jar", missing.toString()))
                .isEqualTo(
                        "--pipeline-jar: " + missing + " cannot be read as a jar: there is no such file or directory.");
        assertThat(refused("compare", "--pipeline-jar", text.toString()))
                .startsWith("--pipeline-jar: " + text + " cannot be read as a jar: ");
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        Ran ran = Ran.parallax("compare", "--pipeline", "nope", "--verbose");

        assertThat(ran.errors()).contains("\tat dev.parallax.");
        assertThat(ran.complaints())
                .containsExactly(
                        "parallax: There is no pipeline 'nope'; there are: alerts, anniversaries, devices, merchants, readings, words.");
    }

    private String compare(Path events) {
        return refused(
                "compare",
                "--events",
                events.toString(),
                "--out",
                directory.resolve("out").toString());
    }

    private static String refused(String... arguments) {
        Ran ran = Ran.parallax(arguments);
        assertThat(ran.status()).isEqualTo(2);
        List<String> complaints = ran.complaints();
        assertThat(complaints).hasSize(1);
        return complaints.get(0).substring("parallax: ".length());
    }
}
