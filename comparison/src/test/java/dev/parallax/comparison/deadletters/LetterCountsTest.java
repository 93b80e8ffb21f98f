package dev.parallax.comparison.deadletters;

import static dev.parallax.shared.model.DeadLetter.Kind.INVALID;
import static dev.parallax.shared.model.DeadLetter.Kind.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.deadletters.LetterCounts.Count;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import org.junit.jupiter.api.Test;

class LetterCountsTest {
    private final LetterCounts counts = new LetterCounts();

    @Test
    void theMostFrequentComeFirst() {
        add(INVALID, "The measure is missing.");
        add(MALFORMED, "The eventId is missing.");
        add(MALFORMED, "The eventId is missing.");

        assertThat(counts.inOrder())
                .containsExactly(
                        new Count(MALFORMED, "The eventId is missing.", 2),
                        new Count(INVALID, "The measure is missing.", 1));
    }

    @Test
    void reasonsThatDifferInWhatTheyQuoteOrMeasureAreOne() {
        add(MALFORMED, "The event time is not of the form 2023-01-05 11:13:53.643364: 'noon'");
        add(MALFORMED, "The event time is not of the form 2023-01-05 11:13:53.643364: 'soon'");
        add(INVALID, "The event time is PT48H3M ahead of the ingest time, more than the PT24H allowed.");
        add(INVALID, "The event time is PT51H0.5S ahead of the ingest time, more than the PT24H allowed.");
        add(INVALID, "A number is 1,000.5 too large.");
        add(INVALID, "A number is -3 too large.");

        assertThat(counts.inOrder())
                .containsExactly(
                        new Count(MALFORMED, "The event time is not of the form 2023-01-05 11:13:53.643364: …", 2),
                        new Count(INVALID, "A number is … too large.", 2),
                        new Count(
                                INVALID,
                                "The event time is … ahead of the ingest time, more than the PT24H allowed.",
                                2));
    }

    @Test
    void aReasonThatAllGiveIsShownAsItIs() {
        add(INVALID, "The temperature 5 is too high.");
        add(INVALID, "The temperature 5 is too high.");

        assertThat(counts.inOrder()).containsExactly(new Count(INVALID, "The temperature 5 is too high.", 2));
    }

    @Test
    void theSameReasonForAnotherKindIsAnother() {
        add(INVALID, "It is odd.");
        add(MALFORMED, "It is odd.");

        assertThat(counts.inOrder())
                .containsExactly(new Count(MALFORMED, "It is odd.", 1), new Count(INVALID, "It is odd.", 1));
    }

    private void add(DeadLetter.Kind kind, String reason) {
        counts.add(new DeadLetter<>(kind, reason, "events", new Place(0, 0), null));
    }
}
