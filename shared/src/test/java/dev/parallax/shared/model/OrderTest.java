package dev.parallax.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void slotsAreOrderedByWindowThenEpoch() {
        Slot first = new Slot(new Window(0, 10), 2);
        Slot second = new Slot(new Window(0, 10), 3);
        Slot third = new Slot(new Window(10, 20), 1);

        assertThat(Stream.of(third, second, first).sorted()).containsExactly(first, second, third);
    }

    @Test
    void placesAreOrderedByPartitionThenOffset() {
        Place first = new Place(0, 900);
        Place second = new Place(1, 5);
        Place third = new Place(1, 6);

        assertThat(Stream.of(third, second, first).sorted()).containsExactly(first, second, third);
    }

    @Test
    void theLaterOfTwoClocksIsTheOneThatHasSeenMoreOfThePartition() {
        PartitionClock earlier = new PartitionClock(0, 5, 1, 100, 100, 5, 0, 0, 0);
        PartitionClock later = new PartitionClock(0, 6, 1, 100, 100, 6, 0, 0, 0);

        assertThat(earlier.later(later)).isEqualTo(later);
        assertThat(later.later(earlier)).isEqualTo(later);
        assertThat(PartitionClock.unset(0).later(earlier)).isEqualTo(earlier);
    }
}
