package dev.parallax.shared.pipelines.devices;

import static dev.parallax.shared.logic.Rejections.assertRejected;
import static dev.parallax.shared.pipelines.devices.DeviceRecords.device;
import static dev.parallax.shared.pipelines.devices.DeviceRecords.good;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceEventDecoderTest {
    private static final Reading WARM = new Reading(193_500_000, false); // 21.5 C times 9,000,000

    @Test
    void readsAnEvent() throws BadRecord {
        String json = """
                {"eventId":"E7","eventTime":"2023-01-05 11:13:53.643364","customerId":"CI00103","kind":{"a":[1,{}]},
                 "data":{"battery":[0.5],"devices":[
                   {"deviceId":"D1","temperature":21.5,"measure":"C","status":"SUCCESS","position":{"x":1}},
                   {"status":"ERROR","measure":"F","temperature":70,"deviceId":"D2"}]}}
                """;

        DeviceEvent event = DeviceEventDecoder.decode(json.getBytes(UTF_8));

        assertThat(event)
                .isEqualTo(new DeviceEvent(
                        "E7",
                        "CI00103",
                        Instant.parse("2023-01-05T11:13:53.643Z").toEpochMilli(),
                        List.of(WARM, new Reading(190_000_000, true)))); // (70 - 32) F times 5,000,000
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("no JSON", "E1,CI00103,21.5"),
                arguments("a list", "[" + good().json() + "]"),
                arguments("JSON null", "null"),
                arguments("broken off", good().json().substring(0, 60)),
                arguments("broken off before the last brace", good().json().replaceFirst("}$", "")),
                arguments("two records", good().json() + good().json()),
                arguments("more behind it", good().json() + ";"),
                arguments(
                        "a number that is none",
                        good().withTemperature("NaN", "C").json()),
                arguments("no eventId", good().without("eventId").json()),
                arguments("eventId null", good().with("eventId", "null").json()),
                arguments("eventId empty", good().with("eventId", "\"\"").json()),
                arguments("eventId an object", good().with("eventId", "{}").json()),
                arguments("no eventTime", good().without("eventTime").json()),
                arguments("eventTime null", good().with("eventTime", "null").json()),
                arguments("eventTime empty", good().with("eventTime", "\"\"").json()),
                arguments("eventTime a list", good().with("eventTime", "[]").json()),
                arguments(
                        "eventTime milliseconds",
                        good().with("eventTime", "1672917233643").json()),
                arguments(
                        "eventTime in no month",
                        good().with("eventTime", "\"2023-13-05 11:13:53\"").json()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aRecordWithoutReadableIdentityAndTimeIsMalformed(String what, String record) {
        assertRejected(DeadLetter.Kind.MALFORMED, () -> DeviceEventDecoder.decode(record.getBytes(UTF_8)));
    }

    static Stream<Arguments> malformedAndInvalid() {
        DeviceRecords invalid = good().with("customerId", "null").withTemperature("true", "K");
        return Stream.of(
                arguments("invalid, and no eventId", invalid.without("eventId").json()),
                arguments(
                        "invalid, and no readable time",
                        invalid.with("eventTime", "\"today\"").json()),
                arguments("invalid, then broken off", invalid.json().replaceFirst("}$", "")),
                arguments("invalid, then more behind it", invalid.json() + "x"),
                arguments(
                        "no data, and no eventId",
                        good().without("data").without("eventId").json()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedAndInvalid")
    void malformedIsDecidedBeforeInvalid(String what, String record) {
        assertRejected(DeadLetter.Kind.MALFORMED, () -> DeviceEventDecoder.decode(record.getBytes(UTF_8)));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("no customerId", good().without("customerId")),
                arguments("customerId null", good().with("customerId", "null")),
                arguments("customerId empty", good().with("customerId", "\"\"")),
                arguments("customerId an object", good().with("customerId", "{\"id\":1}")),
                arguments("no data", good().without("data")),
                arguments("data null", good().with("data", "null")),
                arguments("data empty", good().with("data", "{}")),
                arguments("data a text", good().with("data", "\"devices\"")),
                arguments("data a list", good().with("data", "[" + device("21.5", "\"C\"") + "]")),
                arguments("devices null", good().with("data", "{\"devices\":null}")),
                arguments("devices empty", good().withDevices()),
                arguments("devices an object", good().with("data", "{\"devices\":{\"D1\":{}}}")),
                arguments(
                        "devices only beside data",
                        good().without("data").with("devices", "[" + device("1", "\"C\"") + "]")),
                arguments("a device null", good().withDevices("null")),
                arguments("a device a number", good().withDevices("21.5")),
                arguments("a device a list", good().withDevices("[" + device("21.5", "\"C\"") + "]")),
                arguments("no temperature", good().withDevices("{\"measure\":\"C\"}")),
                arguments("temperature null", good().withDevices(device("null", "\"C\""))),
                arguments("temperature a text", good().withDevices(device("\"21.5\"", "\"C\""))),
                arguments("temperature true", good().withDevices(device("true", "\"C\""))),
                arguments("temperature an object", good().withDevices(device("{\"value\":21.5}", "\"C\""))),
                arguments("temperature a list", good().withDevices(device("[21.5]", "\"C\""))),
                arguments("no measure", good().withDevices("{\"temperature\":21.5}")),
                arguments("measure null", good().withDevices(device("21.5", "null"))),
                arguments("measure empty", good().withDevices(device("21.5", "\"\""))),
                arguments("measure in small letters", good().withDevices(device("21.5", "\"c\""))),
                arguments("measure Kelvin", good().withDevices(device("21.5", "\"K\""))),
                arguments("measure an object", good().withDevices(device("21.5", "{}"))),
                arguments(
                        "the first of two devices", good().withDevices(device("true", "\"C\""), device("1", "\"C\""))),
                arguments("the last of two devices", good().withDevices(device("1", "\"C\""), device("1", "\"K\""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void anEventAgainstTheRulesIsInvalid(String what, DeviceRecords record) {
        assertRejected(DeadLetter.Kind.INVALID, () -> DeviceEventDecoder.decode(record.bytes()));
    }

    static Stream<Arguments> accepted() {
        String bare = "{\"temperature\":21.5,\"measure\":\"C\"}";
        return Stream.of(
                arguments("all there", good()),
                arguments("deviceId and status missing", good().withDevices(bare)),
                arguments("deviceId null", good().withDevices("{\"deviceId\":null," + bare.substring(1))),
                arguments("status null", good().withDevices("{\"status\":null," + bare.substring(1))),
                arguments("status unknown", good().withDevices("{\"status\":\"error\"," + bare.substring(1))),
                arguments("status an object", good().withDevices("{\"status\":{\"ERROR\":1}," + bare.substring(1))),
                arguments(
                        "unknown fields",
                        good().with("more", "[[1],{\"data\":null}]").with("kind", "null")),
                arguments("time with T and Z", good().with("eventTime", "\"2023-01-05T11:13:53.643Z\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void anEventWithAllThatIsNeededIsAccepted(String what, DeviceRecords record) throws BadRecord {
        assertThat(DeviceEventDecoder.decode(record.bytes()).readings()).containsExactly(WARM);
    }

    @Test
    void aStatusOfErrorIsCountedAsOne() throws BadRecord {
        byte[] record = good().withDevices("{\"temperature\":21.5,\"measure\":\"C\",\"status\":\"ERROR\"}")
                .bytes();

        assertThat(DeviceEventDecoder.decode(record).readings()).containsExactly(new Reading(193_500_000, true));
    }

    @Test
    void ofAFieldGivenTwiceTheLastCounts() throws BadRecord {
        String beginning = "{\"eventId\":\"E0\",\"customerId\":\"\",\"data\":{\"devices\":[5]},";
        String devicesTwice =
                "{\"devices\":[{}],\"devices\":[{\"temperature\":\"x\",\"temperature\":21.5,\"measure\":\"K\",\"measure\":\"C\"}]}";

        DeviceEvent event = DeviceEventDecoder.decode(
                (beginning + good().with("data", devicesTwice).json().substring(1)).getBytes(UTF_8));

        assertThat(event.eventId()).isEqualTo("E1");
        assertThat(event.customerId()).isEqualTo("CI00103");
        assertThat(event.readings()).containsExactly(WARM);
    }

    @Test
    void aLaterEmptyFieldReplacesAGoodOne() {
        String good = good().json();
        String noData = good.replaceFirst("}$", ",\"data\":null}");

        assertRejected(DeadLetter.Kind.INVALID, () -> DeviceEventDecoder.decode(noData.getBytes(UTF_8)));
    }
}
