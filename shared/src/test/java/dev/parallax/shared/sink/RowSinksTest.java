package dev.parallax.shared.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.flow.OutputMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowSinksTest {
    private static final RowSinkSettings SETTINGS = RowSinkSettings.of("query").withKafka("broker:9092");
    private static final String EMULATOR = "cosmos://127.0.0.1:8081/db/rows?tls=false";

    @ParameterizedTest
    @CsvSource({
        "console, console",
        "blackhole, blackhole",
        "kafka:results, kafka://broker:9092/results",
        "kafka://h1:9092/results, kafka://h1:9092/results",
        "'kafka://h1:9092,h2:9092/results', 'kafka://h1:9092,h2:9092/results'",
        "redis://h1:6379, redis://h1:6379#parallax",
        "redis://h1:6379/2#words, redis://h1:6379/2#words",
        "redis://me:pass%23word@h1:6379#words, redis://me:***@h1:6379#words",
        "rediss://:password@h1:6379, rediss://:***@h1:6379#parallax",
        EMULATOR + ", " + EMULATOR
    })
    void anAddressNamesASinkAndItsNameHoldsNoSecret(String address, String name) {
        RowSink sink = RowSinks.at(address, SETTINGS);

        assertThat(sink.name()).isEqualTo(name);
        assertThat(sink.promise()).endsWith(".").doesNotContain("pass");
        assertThat(sink.modes()).containsExactlyInAnyOrder(OutputMode.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "s3cret://host",
                "console:s3cret",
                "kafka:",
                "kafka:s3cret/topic",
                "kafka:..",
                "kafka://s3cret",
                "kafka://s3cret/topic",
                "kafka://s3cret@host:9092/topic",
                "kafka://host:9092/s3cret/",
                "redis:s3cret",
                "redis://me:s3cret@",
                "redis://me:s3cret@host:99999",
                "redis://me:s3c ret@host:6379",
                "redis://me:s3cret@host:6379/x",
                "rediss://me:s3cret@host:6379?nope=1",
                "cosmos://s3cret@host/db/rows",
                "cosmos://host/s3cret",
                "cosmos://host/db/rows?key=s3cret",
                "file:",
            })
    void anAddressThatIsNoneIsNotShown(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowSinks.at(address, SETTINGS))
                .satisfies(problem -> assertThat(problem.getMessage())
                        .doesNotContainIgnoringCase("s3c")
                        .endsWith("."));
    }

    @Test
    void aTopicNeedsABroker() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowSinks.at("kafka:results", RowSinkSettings.of("query")))
                .withMessage("The sink kafka:results has no broker: read from one with --kafka, or name one, like"
                        + " kafka://127.0.0.1:9092/results.");
    }

    @Test
    void whoKnowsTheFormatsMakesTheSinkForFiles() {
        List<Path> directories = new ArrayList<>();
        RowSinkSettings withFiles = SETTINGS.withFiles(directory -> {
            directories.add(directory);
            return new BlackholeRowSink();
        });

        RowSinks.at("file:out/rows", withFiles);
        RowSinks.at("file:///tmp/rows", withFiles);

        assertThat(directories).containsExactly(Path.of("out/rows"), Path.of("/tmp/rows"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowSinks.at("file:out", SETTINGS))
                .withMessage("There is no sink for files here.");
    }

    @Test
    void onlyASinkWithoutTransactionsParks() {
        RowSinkSettings parking = SETTINGS.withParking(Path.of("parked"));

        assertThat(RowSinks.at("redis://h1:6379", parking).promise()).contains("parked");
        assertThat(RowSinks.at(EMULATOR, parking).promise()).contains("parked");
        for (String address : List.of("console", "blackhole", "kafka:results")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RowSinks.at(address, parking))
                    .withMessageEndingWith(
                            " cannot park rows: only redis: and cosmos: can, which write each row by itself.");
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withRows(0))
                .withMessage("At least 1 row of a trigger must be shown, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withParkAfter(Duration.ZERO))
                .withMessageStartingWith("A sink must be waited for longer than 0 s");
    }
}
