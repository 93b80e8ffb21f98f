package dev.parallax.shared.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema names types simply, so types to compare have the same names in different places. */
@SuppressWarnings("SameNameButDifferent")
class SchemaTest {
    /** What a checkpoint was written with. */
    interface Before {
        enum Kind {
            GOOD,
            BAD;

            @Override
            public String toString() {
                return "some kind";
            }
        }

        record Place(int partition, long offset) {}

        sealed interface Outcome permits Won, Lost {}

        record Won(long points) implements Outcome {}

        record Lost(long points) implements Outcome {}

        record Row(long count, double mean, Kind kind, Place place, List<Place> places, Outcome outcome) {}
    }

    interface Same {
        enum Kind {
            GOOD,
            BAD
        }

        record Place(int partition, long offset) {}

        record Row(long count, double mean, Kind kind, Place place, List<Place> places, Before.Outcome outcome) {}
    }

    interface RenamedComponent {
        record Row(
                long number,
                double mean,
                Before.Kind kind,
                Before.Place place,
                List<Before.Place> places,
                Before.Outcome outcome) {}
    }

    interface SwappedComponents {
        record Row(
                double mean,
                long count,
                Before.Kind kind,
                Before.Place place,
                List<Before.Place> places,
                Before.Outcome outcome) {}
    }

    interface OtherType {
        record Row(
                int count,
                double mean,
                Before.Kind kind,
                Before.Place place,
                List<Before.Place> places,
                Before.Outcome outcome) {}
    }

    interface OneMore {
        record Row(
                long count,
                double mean,
                Before.Kind kind,
                Before.Place place,
                List<Before.Place> places,
                Before.Outcome outcome,
                boolean more) {}
    }

    interface RenamedInside {
        record Place(int part, long offset) {}

        record Row(
                long count,
                double mean,
                Before.Kind kind,
                Before.Place place,
                List<Place> places,
                Before.Outcome outcome) {}
    }

    interface SwappedConstants {
        enum Kind {
            BAD,
            GOOD;

            @Override
            public String toString() {
                return "some kind";
            }
        }

        record Row(
                long count,
                double mean,
                Kind kind,
                Before.Place place,
                List<Before.Place> places,
                Before.Outcome outcome) {}
    }

    interface SwappedAlternatives {
        sealed interface Outcome permits Lost, Won {}

        record Won(long points) implements Outcome {}

        record Lost(long points) implements Outcome {}

        record Row(
                long count,
                double mean,
                Before.Kind kind,
                Before.Place place,
                List<Before.Place> places,
                Outcome outcome) {}
    }

    @Test
    void isTheSameForTheSameShape() {
        assertThat(schema(Same.Place.class)).isEqualTo(schema(Before.Place.class));
        assertThat(schema(Before.Row.class)).isEqualTo(schema(Before.Row.class));
    }

    @Test
    void doesNotDependOnHowAnEnumShowsItsConstants() {
        assertThat(schema(Same.Row.class)).isEqualTo(schema(Before.Row.class));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RenamedComponent.Row.class,
                SwappedComponents.Row.class,
                OtherType.Row.class,
                OneMore.Row.class,
                RenamedInside.Row.class,
                SwappedConstants.Row.class,
                SwappedAlternatives.Row.class
            })
    void isAnotherForAnotherShape(Class<?> type) {
        assertThat(schema(type)).isNotEqualTo(schema(Before.Row.class));
    }

    @Test
    void tellsTypeArgumentsApart() {
        assertThat(schema(Samples.Holder.class, Samples.Point.class))
                .isNotEqualTo(schema(Samples.Holder.class, String.class));
    }

    private static String schema(Class<?> type) {
        return schema(type, null);
    }

    private static String schema(Class<?> type, Class<?> typeArgument) {
        return Codec.of(type, typeArgument).schema();
    }
}
