package dev.parallax.shared.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.words.WordCount;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordAddressTest {
    /** 2024-04-09T12:00Z and ten minutes later. */
    private static final Window NOON = new Window(1712664000000L, 1712664600000L);

    @Test
    void aRowThatChangesKeepsItsAddress() {
        assertThat(RecordAddress.of(row("owl", 3, 1))).isEqualTo(RecordAddress.of(row("owl", 3, 2)));
    }

    @Test
    void saysWhatTheRecordIs() {
        assertThat(ids(
                        row("Eule \u00e9\ud83e\udd89", 3, 1),
                        new LateContribution<>("owl", NOON, new Place(1, 7), 2, LateContribution.Kind.LATE),
                        new RepeatedEvent<>("E1", "owl", NOON, new Place(0, 1), new Place(1, 7), 2, 0, 0),
                        new DeadLetter<>(DeadLetter.Kind.INVALID, "It says nothing.", "log", new Place(1, 7), null),
                        new Progress<>(4, 1, 0, false, List.of(), EventCounts.NONE)))
                .containsExactly(
                        "[\"row\",\"Eule \\u00E9\\uD83E\\uDD89\",\"2024-04-09T12:00:00Z\",\"2024-04-09T12:10:00Z\",3]",
                        "[\"late\",\"owl\",\"2024-04-09T12:00:00Z\",\"2024-04-09T12:10:00Z\",1,7]",
                        "[\"repeated\",\"owl\",\"2024-04-09T12:00:00Z\",\"2024-04-09T12:10:00Z\",1,7,\"E1\"]",
                        "[\"dead letter\",1,7]",
                        "[\"progress\",1]");
    }

    /** Half of a surrogate pair is no text that could be written as UTF-8, and a key all the same. */
    @Test
    void keysThatLookAlikeHaveAddressesOfTheirOwn() {
        assertThat(List.of(
                        RecordAddress.of(row("\ud83e", 1, 1)).id(),
                        RecordAddress.of(row("\ud83f", 1, 1)).id(),
                        RecordAddress.of(row("?", 1, 1)).id(),
                        RecordAddress.of(row("a\",\"b", 1, 1)).id(),
                        RecordAddress.of(row("a", 1, 1)).id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everythingOfAKeyIsInOnePlaceOfTheView() {
        String place = RecordAddress.rowsOf("owl");

        assertThat(RecordAddress.of(row("owl", 1, 1)).place()).isEqualTo(place);
        assertThat(RecordAddress.of(new LateContribution<WordCount>(
                                "owl", NOON, new Place(1, 7), 2, LateContribution.Kind.LATE))
                        .place())
                .isEqualTo(place);
        assertThat(RecordAddress.places()).contains(place).doesNotHaveDuplicates();
    }

    @Test
    void tellsTheRowsOfEarlierEpochs() {
        String row = RecordAddress.of(row("owl", 3, 1)).id();
        String late = RecordAddress.of(
                        new LateContribution<WordCount>("owl", NOON, new Place(1, 2), 2, LateContribution.Kind.LATE))
                .id();

        assertThat(RecordAddress.isOfEpochUpTo(3, row)).isTrue();
        assertThat(RecordAddress.isOfEpochUpTo(2, row)).isFalse();
        assertThat(RecordAddress.isOfEpochUpTo(9, late)).isFalse();
    }

    private static ViewRow<WordCount> row(String key, int epoch, long count) {
        return new ViewRow<>(key, new Slot(NOON, epoch), count, new WordCount(count));
    }

    @SafeVarargs
    private static List<String> ids(ViewRecord<WordCount>... records) {
        return List.of(records).stream()
                .map(record -> RecordAddress.of(record).id())
                .toList();
    }
}
