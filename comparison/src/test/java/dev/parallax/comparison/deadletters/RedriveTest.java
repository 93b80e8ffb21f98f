package dev.parallax.comparison.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.shared.format.DeadLetterJson;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of letters when something happens between putting them back and moving them. */
class RedriveTest {
    private static final LetterChoice ALL = new LetterChoice(null, null);

    private final List<String> complaints = new ArrayList<>();

    @TempDir
    Path directory;

    private Path segment;

    @BeforeEach
    void aSegment() throws IOException {
        segment = directory.resolve("part-0");
        Files.writeString(segment, letter("one") + letter("two"));
    }

    @Test
    void lettersStayIfTheTargetFails() throws IOException {
        Target failing = new Target(() -> {
            throw new IOException("The disk is full.");
        });

        assertThatThrownBy(() -> redrive(ALL, failing)).hasMessage("The disk is full.");

        assertThat(Files.readString(segment)).isEqualTo(letter("one") + letter("two"));
        assertThat(directory.resolve("redriven")).doesNotExist();
    }

    @Test
    void aSegmentThatIsEditedMeanwhileKeepsItsLetters() throws IOException {
        Target target = new Target(() -> Files.writeString(segment, letter("three"), StandardOpenOption.APPEND));

        Redrive.Result result = redrive(ALL, target);

        assertThat(target.taken).containsExactly("one", "two");
        assertThat(result).isEqualTo(new Redrive.Result(2, 0, 0));
        assertThat(Files.readString(segment)).isEqualTo(letter("one") + letter("two") + letter("three"));
        assertThat(complaints)
                .containsExactly(segment
                        + " was changed meanwhile and keeps its letters: the next redrive puts them back once more.");
    }

    @Test
    void twoAtATimeAreRefused() throws IOException {
        Target target = new Target(() -> assertThatThrownBy(() -> redrive(ALL, new Target(() -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Another redrive works in " + directory + " just now: try again when it has ended."));

        assertThat(redrive(ALL, target).redriven()).isEqualTo(2);
    }

    @Test
    void whatStaysIsWhatItWas() throws IOException {
        Target target = new Target(() -> {});

        redrive(new LetterChoice(null, "ONE"), target);

        assertThat(target.taken).containsExactly("one");
        assertThat(Files.readString(segment)).isEqualTo(letter("two"));
        assertThat(redrive(ALL, target)).isEqualTo(new Redrive.Result(1, 0, 0));
        assertThat(target.taken).containsExactly("one", "two");
        assertThat(segment).doesNotExist();
    }

    private Redrive.Result redrive(LetterChoice choice, LetterTarget target) throws IOException {
        return new Redrive(choice, target, complaints::add, records -> {}).of(directory);
    }

    private static String letter(String text) {
        DeadLetter<?> letter = new DeadLetter<>(
                DeadLetter.Kind.INVALID,
                "It is " + text + ".",
                "events",
                new Place(0, 0),
                text.getBytes(StandardCharsets.UTF_8));
        return new String(DeadLetterJson.of(letter), StandardCharsets.UTF_8) + "\n";
    }

    /** Something that happens when all was put back. */
    private interface Event {
        void happens() throws IOException;
    }

    /** A place in memory. */
    private static final class Target implements LetterTarget {
        private final Event whenComplete;
        private final List<String> taken = new ArrayList<>();

        private Target(Event whenComplete) {
            this.whenComplete = whenComplete;
        }

        @Override
        public String refusal(byte[] record) {
            return null;
        }

        @Override
        public void put(DeadLetter<?> letter) {
            taken.add(new String(letter.bytes(), StandardCharsets.UTF_8));
        }

        @Override
        public void complete() throws IOException {
            whenComplete.happens();
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}
