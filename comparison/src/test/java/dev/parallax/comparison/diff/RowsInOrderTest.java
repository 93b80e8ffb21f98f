package dev.parallax.comparison.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Rows and questions in order and out of it, with rows that nobody asks for and questions that have no row. */
class RowsInOrderTest {
    private static final int KEYS = 4;
    private static final int WINDOWS = 6;

    @RepeatedTest(60)
    void eachRowIsFoundWhereverItIs(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<RowKey> questions = some(random);
        Map<RowKey, RowValue<String>> rows = new LinkedHashMap<>();
        some(random).forEach(row -> rows.put(row, new RowValue<>(1, row.toString())));

        RowsInOrder<String> inOrder = new RowsInOrder<>(rows);

        for (RowKey question : questions) {
            String expected = rows.containsKey(question) ? question.toString() : null;
            RowValue<String> found = inOrder.get(question);
            assertThat(found == null ? null : found.accumulator()).isEqualTo(expected);
        }
    }

    /** By key and window, one in three times shuffled; of a window there may be a session, too. */
    private static List<RowKey> some(Random random) {
        List<RowKey> some = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (int start = 0; start < WINDOWS; start++) {
                for (boolean session : new boolean[] {false, true}) {
                    if (random.nextInt(3) > 0) {
                        some.add(new RowKey("key " + key, new Window(start, start + 1, session)));
                    }
                }
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(some, random);
        }
        return some;
    }
}
