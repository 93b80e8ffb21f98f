package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "2023-01-05T11:13:53.643364Z, 2023-01-05 11:13:53.643364",
        "1970-01-01T00:00:00Z,        1970-01-01 00:00:00.000000",
        "1969-12-31T23:59:59.999999Z, 1969-12-31 23:59:59.999999",
        "2024-02-29T23:59:59.000001Z, 2024-02-29 23:59:59.000001",
        "0001-01-01T00:00:00Z,        0001-01-01 00:00:00.000000",
        "9999-12-31T23:59:59.999999Z, 9999-12-31 23:59:59.999999"
    })
    void aTimeIsWrittenToTheMicrosecond(Instant time, String text) {
        Line line = new Line();

        TimeText.write(line, time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);

        assertThat(new String(line.toBytes(), StandardCharsets.US_ASCII)).isEqualTo(text);
    }
}
