package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortOrderTest {
    private static final long LARGEST = (1L << 41) - 1;

    @Test
    void placesComeInTheOrderOfPartitionsAndOffsets() {
        SplittableRandom random = new SplittableRandom(1);
        List<Place> places = new ArrayList<>();
        for (int partition : new int[] {0, 1, 2, 1000, 65_535}) {
            for (long offset = 0; offset < 100; offset++) {
                places.add(new Place(partition, offset));
            }
            for (int bits = 7; bits <= 41; bits++) {
                places.add(new Place(partition, (1L << bits) - 1));
                for (int i = 0; i < 20; i++) {
                    places.add(new Place(partition, random.nextLong(LARGEST) >>> 41 - bits));
                }
            }
        }
        List<Place> inOrder = places.stream()
                .sorted(Comparator.comparing(Place::partition).thenComparing(Place::offset))
                .toList();

        for (int i = 1; i < inOrder.size(); i++) {
            Place before = inOrder.get(i - 1);
            Place place = inOrder.get(i);
            assertThat(Long.compare(SortOrder.of(before), SortOrder.of(place)))
                    .as("%s and %s", before, place)
                    .isEqualTo(before.equals(place) ? 0 : -1);
        }
        assertThat(SortOrder.of(inOrder.get(0))).isNotNegative();
    }

    /** Flink compares these first. */
    @Test
    void twoEventsOfACustomerAreToldApartByTheFirstFourBytes() {
        for (long offset = 1; offset < 10_000_000; offset += offset / 100 + 1) {
            assertThat(SortOrder.of(new Place(3, offset + offset / 100 + 1)) >>> 32)
                    .isGreaterThan(SortOrder.of(new Place(3, offset)) >>> 32);
        }
    }
}
