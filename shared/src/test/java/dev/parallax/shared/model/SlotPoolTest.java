package dev.parallax.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SlotPoolTest {
    private final SlotPool slots = new SlotPool();

    @Test
    void aSlotIsOneObject() {
        Slot first = new Slot(new Window(0, 10), 1);

        assertThat(slots.one(first)).isSameAs(first);
        assertThat(slots.one(new Slot(new Window(0, 10), 1))).isSameAs(first);
        assertThat(slots.one(new Slot(new Window(0, 10), 2))).isEqualTo(new Slot(new Window(0, 10), 2));
        assertThat(slots.one(new Slot(new Window(10, 20), 1))).isEqualTo(new Slot(new Window(10, 20), 1));
    }

    @Test
    void howeverManyThereAreEachIsItself() {
        for (int number = 0; number < 40_000; number++) {
            Slot slot = new Slot(new Window(number, number + 10), 0);

            assertThat(slots.one(slot)).isEqualTo(slot);
        }
    }
}
