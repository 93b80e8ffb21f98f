package dev.parallax.shared.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier version of a type has written, read by a later one. The versions have the same simple names in different places. */
@SuppressWarnings("SameNameButDifferent")
class EvolutionTest {
    interface First {
        enum Kind {
            GOOD,
            BAD
        }

        sealed interface Outcome permits Won, Lost {}

        record Won(long points) implements Outcome {}

        record Lost(String why) implements Outcome {}

        record Place(int partition, long offset) {}

        record Row(
                long count,
                double mean,
                boolean whole,
                String name,
                byte[] bytes,
                Kind kind,
                Place place,
                List<Place> places,
                Outcome outcome) {}
    }

    /** Other components in another order, other constants, other alternatives; a record inside has changed, too. */
    interface Second {
        enum Kind {
            UNKNOWN,
            BAD,
            GOOD
        }

        sealed interface Outcome permits Lost, Drawn, Won {}

        record Won(long points, List<String> by) implements Outcome {}

        record Drawn() implements Outcome {}

        record Lost(String why) implements Outcome {}

        record Place(long offset, int partition, double distance) {}

        record Row(
                Outcome outcome,
                List<Place> places,
                Place place,
                Kind kind,
                String name,
                long count,
                int more,
                boolean sure,
                String text,
                List<Long> none,
                Place nowhere) {}
    }

    interface Checked {
        record Row(String name, String text) {
            public Row {
                text = text == null ? "nothing" : text;
            }
        }
    }

    interface OtherType {
        record Row(String count, long name) {}
    }

    interface ShortOfAConstant {
        enum Kind {
            GOOD
        }

        record Row(Kind kind) {}
    }

    interface ShortOfAnAlternative {
        sealed interface Outcome permits Won {}

        record Won(long points) implements Outcome {}

        record Row(Outcome outcome) {}
    }

    interface OtherRecordInside {
        record Position(int partition, long offset) {}

        record Row(Position place, List<String> places) {}
    }

    private static final First.Row FULL = new First.Row(
            7,
            0.5,
            true,
            "Büro \ud83e\udd89",
            new byte[] {1, 2},
            First.Kind.BAD,
            new First.Place(3, 44),
            List.of(new First.Place(1, 2), new First.Place(3, 4)),
            new First.Won(9));

    @Test
    void componentsConstantsAndAlternativesAreFoundByTheirNames() throws IOException {
        Evolution<Second.Row> evolution = evolution(Second.Row.class);

        assertThat(evolution.conflicts()).isEmpty();
        assertThat(read(evolution, FULL))
                .isEqualTo(new Second.Row(
                        new Second.Won(9, List.of()),
                        List.of(new Second.Place(2, 1, 0), new Second.Place(4, 3, 0)),
                        new Second.Place(44, 3, 0),
                        Second.Kind.BAD,
                        "Büro \ud83e\udd89",
                        7,
                        0,
                        false,
                        null,
                        List.of(),
                        null));
    }

    @Test
    void whatWasNullIsNull() throws IOException {
        First.Row empty = new First.Row(1, 0, false, null, null, null, null, null, null);

        assertThat(read(evolution(Second.Row.class), empty))
                .isEqualTo(new Second.Row(null, null, null, null, null, 1, 0, false, null, List.of(), null));
        assertThat(read(evolution(Second.Row.class), null)).isNull();
    }

    @Test
    void saysWhatIsNewAndWhatIsGone() {
        assertThat(evolution(Second.Row.class).changes())
                .containsExactlyInAnyOrder(
                        "Row.mean is gone, and what was in it is dropped",
                        "Row.whole is gone, and what was in it is dropped",
                        "Row.bytes is gone, and what was in it is dropped",
                        "Row.more is new: 0 in older state",
                        "Row.sure is new: false in older state",
                        "Row.text is new: null in older state",
                        "Row.none is new: empty in older state",
                        "Row.nowhere is new: null in older state",
                        "Place.distance is new: 0.0 in older state",
                        "Won.by is new: empty in older state");
        assertThat(evolution(First.Row.class).changes()).isEmpty();
    }

    @Test
    void theCompactConstructorSaysWhatStandsForNothing() throws IOException {
        assertThat(read(evolution(Checked.Row.class), FULL)).isEqualTo(new Checked.Row("Büro \ud83e\udd89", "nothing"));
    }

    @Test
    void anotherTypeIsAConflict() throws IOException {
        Evolution<OtherType.Row> evolution = evolution(OtherType.Row.class);

        assertThat(evolution.conflicts())
                .containsExactly("Row.count was long and is text now", "Row.name was text and is long now");
        assertThatThrownBy(() -> read(evolution, FULL))
                .hasMessage("Row.count was long and is text now; Row.name was text and is long now.");
    }

    @Test
    void aConstantThatIsGoneIsAConflict() {
        assertThat(evolution(ShortOfAConstant.Row.class).conflicts())
                .containsExactly("Row.kind could be BAD, which Kind has no more");
    }

    @Test
    void anAlternativeThatIsGoneIsAConflict() {
        assertThat(evolution(ShortOfAnAlternative.Row.class).conflicts())
                .containsExactly("Row.outcome could be Lost, which Outcome has no more");
    }

    @Test
    void anotherRecordInItsPlaceIsAConflict() {
        assertThat(evolution(OtherRecordInside.Row.class).conflicts())
                .containsExactly("Row.place was Place and is Position now", "Row.places was Place and is text now");
    }

    @Test
    void theTypeArgumentIsFollowed() throws IOException {
        String schema = Codec.of(Samples.Holder.class, First.Place.class).schema();

        assertThat(Evolution.of(Samples.Holder.class, Second.Place.class, schema)
                        .changes())
                .containsExactly("Place.distance is new: 0.0 in older state");
        assertThat(Evolution.of(Samples.Holder.class, String.class, schema).conflicts())
                .isNotEmpty()
                .allSatisfy(conflict -> assertThat(conflict).contains("was Place and is text now"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Row{", "Row{count:long}", "Row{count:long;}}", "(long)", "list<long", "enum[A", "Row"})
    void whatIsNoSchemaIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Evolution.of(First.Row.class, null, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("That is no schema");
    }

    private static <T> Evolution<T> evolution(Class<T> now) {
        return Evolution.of(now, null, Codec.of(First.Row.class).schema());
    }

    private static <T> T read(Evolution<T> evolution, First.Row written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Codec.of(First.Row.class).write(written, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        T value = evolution.read(in);
        assertThat(in.available()).as("bytes left").isZero();
        return value;
    }
}
