package dev.parallax.shared.pipelines.devices;

import static dev.parallax.shared.logic.Rejections.assertRejected;
import static dev.parallax.shared.pipelines.devices.DeviceRecords.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.DeadLetter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Temperatures from the JSON of an event to their units, of which 9,000,000 are a degree Celsius. */
class TemperatureTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({
        "21.5,         C, 193500000",
        "21.500,       C, 193500000",
        "1e2,          C, 900000000",
        "1E+2,         C, 900000000",
        "2150e-2,      C, 193500000",
        "0,            C, 0",
        "-0,           C, 0",
        "-0.0,         C, 0",
        "0e999999999,  C, 0",
        "0e-999999999, C, 0",
        "-40,          C, -360000000",
        "-40,          F, -360000000",
        "32,           F, 0",
        "0,            F, -160000000",
        "70,           F, 190000000",
        "0.000001,     C, 9",
        "0.000001,     F, -159999995",
        "1000000,      C, 9000000000000",
        "-1000000,     C, -9000000000000",
        "1000000,      F, 4999840000000"
    })
    void isExactInBothMeasures(String number, String measure, long units) throws BadRecord {
        assertThat(read(number, measure)).isEqualTo(units);
    }

    /** Half of a millionth goes to the even one. */
    @ParameterizedTest
    @CsvSource({
        "0.0000005,    0",
        "0.0000015,    18",
        "0.00000051,   9",
        "-0.0000015,   -18",
        "1e-7,         0",
        "1e-999999999, 0",
        "-1e-2147483647, 0"
    })
    void roundsWhatIsFinerThanAMillionthOfADegree(String number, long units) throws BadRecord {
        assertThat(read(number, "C")).isEqualTo(units);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000001",
                "1000000.000001",
                "-1000001",
                "1e7",
                "1e999999999",
                "-1e999999999",
                "1e2147483640",
                "1e2147483647",
                "-1e2147483647"
            })
    void beyondAMillionDegreesIsRefusedAtOnce(String number) {
        assertTimeoutPreemptively(AT_ONCE, () -> assertRejected(DeadLetter.Kind.INVALID, () -> read(number, "C")));
    }

    /** They are numbers to JSON, with exponents that Java's decimals have no room for. */
    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "1e99999999999", "-1e99999999999", "1e-99999999999", "0e99999999999"})
    void anExponentWithoutBoundsIsABadRecordNotAFailure(String number) {
        assertTimeoutPreemptively(AT_ONCE, () -> {
            try {
                assertThat(read(number, "C")).isZero();
            } catch (BadRecord refused) {
                assertThat(refused.kind()).isEqualTo(DeadLetter.Kind.INVALID);
            }
        });
    }

    @Test
    void aNumberOfManyDigitsIsRefusedAtOnce() {
        assertTimeoutPreemptively(
                AT_ONCE, () -> assertRejected(DeadLetter.Kind.INVALID, () -> read("1".repeat(900), "C")));
    }

    @ParameterizedTest
    @CsvSource({
        "0,             1, 0",
        "9000000,       1, 1",
        "-9000000,      1, -1",
        "9000000000000, 1, 1000000",
        "900000000,     1, 100",
        "193500000,     1, 21.500000",
        "190000000,     1, 21.111111111",
        "9,             1, 0.000001",
        "1,             1, 0.000000111",
        "18000000,      4, 0.500000",
        "1,     1000000000, 0",
        "-1,            2, -0.000000056",
        "9,          2000, 0",
        "27,         2000, 0.000000002",
        "-9,         2000, 0",
        "-27,        2000, -0.000000002"
    })
    void isShownWholeOrWithSixToNineDecimals(long sum, long count, BigDecimal celsius) {
        assertThat(Temperature.celsius(sum, count)).isEqualTo(celsius);
    }

    /** As decimals of any size have it. */
    @Test
    void isShownToTheBillionthRoundedHalfEven() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long count = 1 + random.nextInt(i % 2 == 0 ? 20 : 1_000_000);
            long sum = random.nextLong(-9_000_000_000_000L, 9_000_000_000_001L) / (1L << random.nextInt(40)) * count
                    + random.nextLong(count);
            BigDecimal exact = BigDecimal.valueOf(sum)
                    .divide(
                            BigDecimal.valueOf(9_000_000).multiply(BigDecimal.valueOf(count)),
                            9,
                            RoundingMode.HALF_EVEN);
            assertThat(Temperature.celsius(sum, count)).isEqualByComparingTo(exact);
        }
    }

    private static long read(String number, String measure) throws BadRecord {
        return DeviceEventDecoder.decode(good().withTemperature(number, measure).bytes())
                .readings()
                .get(0)
                .temperature();
    }

    @Test
    void decimalsAreTakenAsTheyAreNotThroughBinaryFractions() throws BadRecord {
        assertThat(read("0.1", "C") + read("0.2", "C")).isEqualTo(read("0.3", "C"));
    }
}
