package dev.parallax.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {
    private final Cut cut = new Cut(1, 1000, List.of(3L, 0L));

    @Test
    void coversTheRecordsBeforeItsOffsetOfTheirPartition() {
        assertThat(cut.covers(new Place(0, 0))).isTrue();
        assertThat(cut.covers(new Place(0, 2))).isTrue();
        assertThat(cut.covers(new Place(0, 3))).isFalse();
        assertThat(cut.covers(new Place(1, 0))).isFalse();
    }

    @Test
    void countsTheRecordsBeforeIt() {
        assertThat(cut.records()).isEqualTo(3);
        assertThat(new Cut(2, Long.MAX_VALUE, List.of(7L, 5L)).records()).isEqualTo(12);
    }
}
