package dev.parallax.shared.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewJobOptionsTest {
    @TempDir
    Path directory;

    private Path events;

    @BeforeEach
    void makeEvents() throws IOException {
        events = Files.createFile(directory.resolve("events.json"));
    }

    @Test
    void whatIsNotGivenHasADefault() {
        ViewJobOptions options = parse();

        assertThat(options.pipeline().name()).isEqualTo("devices");
        assertThat(options.log()).isEqualTo(new FileLog(List.of(events), new IngestTime(null, 86_400_000)));
        assertThat(options.offsets()).isNull();
        assertThat(options.views()).isEqualTo(URI.create("file:/tmp/views"));
        assertThat(options.view()).isEqualTo("kappa");
        assertThat(options.windows()).isEqualTo(Windows.tumbling(Duration.ofMinutes(10)));
        assertThat(options.outOfOrderness()).isEqualTo(Duration.ofMinutes(10));
        assertThat(options.allowedLateness()).isZero();
        assertThat(options.maxAhead()).isEqualTo(Duration.ofDays(1));
        assertThat(options.idleAfter()).isZero();
        assertThat(options.outputMode()).isEqualTo(OutputMode.UPDATE);
        assertThat(options.batchEvery()).isNull();
        assertThat(options.checkpointEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.parallelism()).isZero();
    }

    @Test
    void everyOptionCanBeGiven() {
        ViewJobOptions options = parse(
                "--pipeline", "words",
                "--ingest-time", "received",
                "--offsets", "10,20",
                "--window", "1h",
                "--slide", "15m",
                "--out-of-orderness", "1m",
                "--allowed-lateness", "2m",
                "--max-ahead", "3m",
                "--idle-after", "4m",
                "--output-mode", "append",
                "--batch-every", "1d",
                "--checkpoint-every", "500ms",
                "--parallelism", "4");

        assertThat(options.pipeline()).isInstanceOf(WordsPipeline.class);
        assertThat(options.log()).isEqualTo(new FileLog(List.of(events), new IngestTime("received", 180_000)));
        assertThat(options.offsets()).containsExactly(10L, 20L);
        assertThat(options.windows()).isEqualTo(Windows.sliding(Duration.ofHours(1), Duration.ofMinutes(15)));
        assertThat(options.outOfOrderness()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.allowedLateness()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.maxAhead()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.idleAfter()).isEqualTo(Duration.ofMinutes(4));
        assertThat(options.outputMode()).isEqualTo(OutputMode.APPEND);
        assertThat(options.batchEvery()).isEqualTo(Duration.ofDays(1));
        assertThat(options.checkpointEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.parallelism()).isEqualTo(4);
    }

    @Test
    void aSlideAloneSlidesThePipelinesOwnWindow() {
        assertThat(parse("--slide", "5m").windows())
                .isEqualTo(Windows.sliding(Duration.ofMinutes(10), Duration.ofMinutes(5)));
        assertThat(parse("--window", "1h").windows()).isEqualTo(Windows.tumbling(Duration.ofHours(1)));
    }

    @Test
    void windowsAreOfFourKinds() {
        assertThat(parse("--window", "tumbling:1h").windows()).isEqualTo(Windows.tumbling(Duration.ofHours(1)));
        assertThat(parse("--window", "sliding:1h/PT15M").windows())
                .isEqualTo(Windows.sliding(Duration.ofHours(1), Duration.ofMinutes(15)));
        assertThat(parse("--window", "session:30m").windows()).isEqualTo(Windows.session(Duration.ofMinutes(30)));
        assertThat(parse("--window", "Global").windows()).isEqualTo(Windows.global());
    }

    @Test
    void whatWindowsSayOfThemselvesCanBeReadBack() {
        for (String text : List.of("tumbling:PT10M", "sliding:PT10M/PT4M", "session:PT30M", "global")) {
            assertThat(WindowsText.parse(text).text()).isEqualTo(text);
        }
    }

    @Test
    void onlyWindowsOfOneLengthCanBeToldToSlide() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--window", "session:30m", "--slide", "5m"))
                .withMessage("--slide cannot be '5m': A slide goes with windows of one length, like 10m, and not with "
                        + "session:PT30M.");
    }

    @ParameterizedTest
    @CsvSource({
        "--pipeline,         nonsense",
        "--offsets,          ten",
        "--offsets,          '10,,20'",
        "--offsets,          ''",
        "--offsets,          -1",
        "--views,            'not a uri'",
        "--window,           soon",
        "--window,           -10m",
        "--window,           0s",
        "--window,           300000000000d",
        "--window,           session",
        "--window,           'session:'",
        "--window,           session:0s",
        "--window,           sliding:10m",
        "--window,           sliding:5m/10m",
        "--window,           'tumbling:'",
        "--window,           global:10m",
        "--slide,            soon",
        "--slide,            0s",
        "--slide,            11m",
        "--out-of-orderness, soon",
        "--out-of-orderness, -1m",
        "--allowed-lateness, soon",
        "--allowed-lateness, -1m",
        "--max-ahead,        soon",
        "--max-ahead,        300000000000d",
        "--idle-after,       soon",
        "--output-mode,      sometimes",
        "--batch-every,      soon",
        "--batch-every,      0s",
        "--checkpoint-every, soon",
        "--parallelism,      many",
        "--parallelism,      -2"
    })
    void aValueThatIsNoneIsRefusedInASentenceThatNamesTheOption(String option, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(option, value))
                .withMessageContaining(option.substring(2))
                .withMessageEndingWith(".");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--events", "/nowhere/events.json"))
                .withMessage("There is no file or directory /nowhere/events.json.");
    }

    @Test
    void anUnknownOptionIsNamedAndTheKnownOnesAreListed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--wndow", "10m"))
                .withMessageStartingWith("Unknown option '--wndow'; there are --allowed-lateness, --batch-every, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("window", "10m"))
                .withMessageStartingWith("Unknown option 'window'");
    }

    @Test
    void anOptionWithoutAValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--window"))
                .withMessage("The option --window needs a value.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--views", "--view"})
    void anOptionThatIsNeededIsNamed(String option) {
        List<String> without = new ArrayList<>(arguments());
        int at = without.indexOf(option);
        without.subList(at, at + 2).clear();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewJobOptions.parse(without.toArray(String[]::new)))
                .withMessage("The option " + option + " is missing.");
    }

    @Test
    void aLogInKafkaNeedsBrokerAndTopic() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewJobOptions.parse(new String[] {"--topic", "events"}))
                .withMessage("The option --kafka is missing.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewJobOptions.parse(new String[] {"--kafka", "localhost:9092"}))
                .withMessage("The option --topic is missing.");
    }

    private List<String> arguments() {
        return List.of("--events", events.toString(), "--views", "file:/tmp/views", "--view", "kappa");
    }

    private ViewJobOptions parse(String... more) {
        List<String> all = new ArrayList<>(arguments());
        all.addAll(List.of(more));
        return ViewJobOptions.parse(all.toArray(String[]::new));
    }
}
