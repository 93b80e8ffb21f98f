package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingCopiesTest {
    private final WaitingCopies copies = new WaitingCopies(3);

    @Test
    void aCopyIsDueAtItsPlaceAndNotBefore() {
        copies.add(5, new byte[] {1});

        assertThat(copies.isOneDue(4)).isFalse();
        assertThat(copies.isOneDue(5)).isTrue();
        assertThat(copies.take()).containsExactly(1);
        assertThat(copies.isOneDue(5)).isFalse();
    }

    @Test
    void copiesComeInTheOrderOfTheirPlacesThenInWhichTheyWereAdded() {
        copies.add(6, new byte[] {1});
        copies.add(5, new byte[] {2});
        copies.add(5, new byte[] {3});

        assertThat(copies.take()).containsExactly(2);
        assertThat(copies.take()).containsExactly(3);
        assertThat(copies.take()).containsExactly(1);
    }

    @Test
    void whenTooManyWaitTheNextOneIsDueAtOnce() {
        copies.add(70, new byte[] {1});
        copies.add(60, new byte[] {2});
        assertThat(copies.isOneDue(0)).isFalse();

        copies.add(80, new byte[] {3});

        assertThat(copies.isOneDue(0)).isTrue();
        assertThat(copies.take()).containsExactly(2);
        assertThat(copies.isOneDue(0)).isFalse();
    }
}
