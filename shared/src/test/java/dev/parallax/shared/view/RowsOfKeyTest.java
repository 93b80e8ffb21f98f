package dev.parallax.shared.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Versions of rows come in any order, some of them twice. */
class RowsOfKeyTest {
    private final RowsOfKey<String> rows = new RowsOfKey<>();

    @RepeatedTest(50)
    void theNewestVersionOfEachRowStandsInTheOrderOfSlots(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TreeMap<Slot, RowVersion<String>> newest = new TreeMap<>();
        int inOrder = random.nextInt(40);
        for (int i = 0; i < 200; i++) {
            Slot slot = i < inOrder ? slot(i, 0) : slot(random.nextInt(30), random.nextInt(2));
            RowVersion<String> version = version(slot, random.nextInt(3), i, random.nextInt(8) == 0 ? null : "" + i);
            for (int copy = 0; copy <= random.nextInt(2); copy++) {
                rows.take(version);
            }
            RowVersion<String> before = newest.get(slot);
            if (before == null || before.generation() <= version.generation()) {
                newest.put(slot, version);
            }
            if (random.nextInt(20) == 0) {
                assertThat(standing()).containsExactlyElementsOf(written(newest));
            }
        }
        assertThat(standing()).containsExactlyElementsOf(written(newest));
    }

    private static List<RowVersion<String>> written(TreeMap<Slot, RowVersion<String>> newest) {
        return newest.values().stream()
                .filter(version -> version.accumulator() != null)
                .toList();
    }

    @Test
    void forgetsEpochs() {
        rows.take(version(slot(1, 1), 0, 1, "first"));
        rows.take(version(slot(1, 2), 0, 2, "second"));
        rows.take(version(slot(1, 1), 0, 3, "first again"));

        rows.forget(epoch -> epoch == 1);

        assertThat(standing()).containsExactly(version(slot(1, 2), 0, 2, "second"));
        rows.forget(epoch -> epoch == 2);
        assertThat(rows.isEmpty()).isTrue();
    }

    private List<RowVersion<String>> standing() {
        List<RowVersion<String>> standing = new ArrayList<>();
        rows.forEachThatStands(standing::add);
        return standing;
    }

    private static Slot slot(int minute, int epoch) {
        return new Slot(new Window(minute * 60_000L, (minute + 1) * 60_000L), epoch);
    }

    private static RowVersion<String> version(Slot slot, long generation, long sequence, String accumulator) {
        return new RowVersion<>(slot, generation, sequence, 1, accumulator);
    }
}
