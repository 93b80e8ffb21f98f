package dev.parallax.shared.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.codec.Samples.Circle;
import dev.parallax.shared.codec.Samples.Colour;
import dev.parallax.shared.codec.Samples.Disc;
import dev.parallax.shared.codec.Samples.Drawing;
import dev.parallax.shared.codec.Samples.Figure;
import dev.parallax.shared.codec.Samples.Holder;
import dev.parallax.shared.codec.Samples.Line;
import dev.parallax.shared.codec.Samples.Message;
import dev.parallax.shared.codec.Samples.Mixed;
import dev.parallax.shared.codec.Samples.Nothing;
import dev.parallax.shared.codec.Samples.Numbers;
import dev.parallax.shared.codec.Samples.Point;
import dev.parallax.shared.codec.Samples.References;
import dev.parallax.shared.codec.Samples.Said;
import dev.parallax.shared.codec.Samples.Script;
import dev.parallax.shared.codec.Samples.SeveralLongs;
import dev.parallax.shared.codec.Samples.Shape;
import dev.parallax.shared.codec.Samples.Silence;
import dev.parallax.shared.codec.Samples.Square;
import dev.parallax.shared.codec.Samples.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    @Test
    void keepsNumbersToTheirLimits() throws IOException {
        assertKept(
                Codec.of(Numbers.class),
                new Numbers(Integer.MIN_VALUE, Long.MAX_VALUE, -0.0, true),
                new Numbers(Integer.MAX_VALUE, Long.MIN_VALUE, Double.NaN, false),
                new Numbers(0, 0, Double.MIN_VALUE, true),
                new Numbers(-1, -1, Double.NEGATIVE_INFINITY, false));
    }

    @Test
    void keepsReferences() throws IOException {
        References written = new References(
                "text",
                new byte[] {0, -1, 127},
                Colour.GREEN,
                new Point(1, 2),
                new Square(3),
                List.of(new Point(4, 5)));

        References read =
                throughBytes(Codec.of(References.class), List.of(written)).get(0);

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @Test
    void keepsReferencesThatAreNull() throws IOException {
        assertKept(Codec.of(References.class), Samples.noReferences(), null, Samples.noReferences());
        assertKept(Codec.of(Shape.class), null, new Circle(null, 1.5), null);
        assertKept(Codec.of(Drawing.class), new Drawing(null, Arrays.asList(new Square(1), null), null, null));
    }

    @Test
    void keepsEmptyValues() throws IOException {
        assertKept(Codec.of(Nothing.class), new Nothing(), new Nothing());
        assertKept(Codec.of(Drawing.class), new Drawing(null, List.of(), List.of(""), List.of(List.of())));

        References empty = new References("", new byte[0], null, null, null, List.of());
        assertThat(throughBytes(Codec.of(References.class), List.of(empty)))
                .usingRecursiveComparison()
                .isEqualTo(List.of(empty));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "Grüße", "日本語", "😀🏴‍☠️", "e\u0301", "\uFFFF", "\uFEFFbyte order mark"})
    void keepsUnicode(String text) throws IOException {
        assertKept(Codec.of(Said.class, String.class), new Said<>(text, null));
    }

    /** JSON may escape one half of a surrogate pair, so such a text can come in with any event. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uDE00\uD83Dz"})
    void keepsHalfASurrogatePair(String text) throws IOException {
        assertKept(Codec.of(Said.class, String.class), new Said<>(text, null));
    }

    @Test
    void keepsATextLongerThanDataOutputTakes() throws IOException {
        assertKept(Codec.of(Said.class, String.class), new Said<>("ü".repeat(100_000), null));
    }

    @Test
    void keepsNestedAndSealedTypes() throws IOException {
        assertKept(
                Codec.of(Drawing.class),
                new Drawing(
                        new Square(7),
                        List.of(new Circle(new Point(-1, 1), 0.1), new Square(2), new Circle(null, 3)),
                        List.of("one", "two"),
                        List.of(List.of(Colour.RED), List.of(), List.of(Colour.GREEN, Colour.RED))));
    }

    @Test
    void keepsASealedTypeWithinASealedType() throws IOException {
        assertKept(Codec.of(Figure.class), new Line(1), new Disc(2));
    }

    @Test
    void aTypeVariableStandsForTheTypeArgument() throws IOException {
        Codec<Message<Point>> codec = Codec.of(Message.class, Point.class);

        assertKept(
                codec,
                new Said<>(new Point(1, 2), new Holder<>("details", null, List.of(new Point(3, 4)))),
                new Silence<>(5),
                new Said<>(null, null));
    }

    @Test
    void aTypeWithAnArgumentOfItsOwnKeepsIt() throws IOException {
        Codec<Mixed<String>> codec = Codec.of(Mixed.class, String.class);

        assertKept(codec, new Mixed<>("text", new Holder<>("points", new Point(1, 2), List.of())));
    }

    /** One of the JDK's with more than 128 constants. */
    @Test
    void keepsEachConstantOfALargeEnum() throws IOException {
        Script[] scripts =
                Arrays.stream(Character.UnicodeScript.values()).map(Script::new).toArray(Script[]::new);

        assertKept(Codec.of(Script.class), scripts);
    }

    @Test
    void keepsTheOrderOfComponentsOfTheSameType() throws IOException {
        assertKept(Codec.of(SeveralLongs.class), new SeveralLongs(1, 2, "name", 3, "surname", 4, 5));
    }

    @Test
    void writesComponentsInTheirOrder() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Codec.of(Point.class).write(new Point(1, 2), new DataOutputStream(bytes));

        DataInputStream written = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(written.readBoolean()).as("not null").isTrue();
        assertThat(List.of(written.readLong(), written.readLong())).containsExactly(1L, 2L);
        assertThat(written.read()).as("nothing behind it").isEqualTo(-1);
    }

    @Test
    void aListThatWasReadCannotBeChanged() throws IOException {
        Drawing read = throughBytes(
                        Codec.of(Drawing.class), List.of(new Drawing(null, List.of(new Square(1)), null, null)))
                .get(0);

        assertThat(read.shapes()).isUnmodifiable();
    }

    record WithFloat(float number) {}

    record WithBoxedNumber(Long number) {}

    record WithInstant(Instant time) {}

    record WithDecimal(BigDecimal number) {}

    record WithObject(Object anything) {}

    record WithMap(Map<String, String> map) {}

    record WithRawList(@SuppressWarnings("rawtypes") List list) {}

    record WithWildcard(List<? extends Shape> shapes) {}

    @SuppressWarnings("ArrayRecordComponent")
    record WithArray(long[] numbers) {}

    @SuppressWarnings("ArrayRecordComponent")
    record WithGenericArray<A>(A[] values) {}

    sealed interface WithClass permits NoRecord {}

    static final class NoRecord implements WithClass {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                WithFloat.class,
                WithBoxedNumber.class,
                WithInstant.class,
                WithDecimal.class,
                WithObject.class,
                WithMap.class,
                WithRawList.class,
                WithWildcard.class,
                WithArray.class,
                WithGenericArray.class,
                WithClass.class,
                NoRecord.class,
                Object.class
            })
    void refusesOtherTypesWithASentence(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.of(type, String.class))
                .withMessageMatching("A value of .* cannot be written: use .*\\.");
    }

    @Test
    void refusesATypeVariableThatStandsForNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.of(Holder.class))
                .withMessage("No type is given for the type variable A.");
    }

    @Test
    void refusesATypeThatContainsItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.of(Tree.class))
                .withMessageContaining("Tree");
    }

    @SafeVarargs
    private static <T> void assertKept(Codec<T> codec, T... values) throws IOException {
        assertThat(throughBytes(codec, Arrays.asList(values))).containsExactly(values);
    }

    /** Writes the values one behind the other, copies as many, and reads as many. */
    private static <T> List<T> throughBytes(Codec<T> codec, List<? extends T> values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (T value : values) {
            codec.write(value, new DataOutputStream(bytes));
        }
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        DataInputStream original = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        for (int i = 0; i < values.size(); i++) {
            codec.copy(original, new DataOutputStream(copied));
        }
        assertThat(copied.toByteArray()).isEqualTo(bytes.toByteArray());
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(copied.toByteArray()));
        List<T> read = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            read.add(codec.read(in));
        }
        assertThat(in.read()).as("nothing is left over").isEqualTo(-1);
        return read;
    }
}
