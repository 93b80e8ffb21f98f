package dev.parallax.shared.logic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonValueTest {
    @ParameterizedTest
    @CsvSource({
        "21.5, 0, 22",
        "20.5, 0, 20",
        "-20.5, 0, -20",
        "21.5, 2, 2150",
        "-3.25, 2, -325",
        "1e3, 2, 100000",
        "0.125, 2, 12",
        "9.2, 18, 9200000000000000000",
        "9.3, 18, 9223372036854775807",
        "-10, 18, -9223372036854775807",
        "1e-19, 18, 0"
    })
    void countsANumberInUnitsOfItsLastDecimal(String number, int decimals, long units) throws BadRecord {
        List<Long> read = new ArrayList<>();

        read("{\"a\":" + number + "}", (name, value) -> read.add(value.fixedPoint(decimals)));

        assertThat(read).containsExactly(units);
    }

    @Test
    void onlyANumberCanBeCounted() {
        for (String other : new String[] {"\"1\"", "true", "null", "[1]", "{}"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> read("{\"a\":" + other + "}", (name, value) -> value.fixedPoint(2)));
        }
    }

    @Test
    void onlyAnObjectHasFieldsAndOnlyAListHasItems() throws BadRecord {
        List<String> read = new ArrayList<>();

        read("{\"a\":[1,[2],{\"x\":3}],\"b\":{\"c\":4},\"d\":\"{}\"}", (name, value) -> {
            value.fields((inner, ignored) -> read.add(name + " has the field " + inner));
            value.items(item -> read.add(name + " has the item " + item.text()));
        });

        assertThat(read)
                .containsExactly("a has the item 1", "a has the item null", "a has the item null", "b has the field c");
    }

    @Test
    void aValueMayBeReadAgainAfterWhatIsInIt() throws BadRecord {
        List<String> read = new ArrayList<>();

        read("{\"a\":{\"b\":[1,2]}}", (name, value) -> {
            for (int i = 0; i < 2; i++) {
                value.fields((inner, list) -> list.items(item -> read.add(item.text())));
            }
        });

        assertThat(read).containsExactly("1", "2", "1", "2");
    }

    private static void read(String record, JsonValue.Fields fields) throws BadRecord {
        JsonReader.read(record.getBytes(UTF_8), fields);
    }
}
