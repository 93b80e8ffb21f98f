package dev.parallax.shared.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
    @TempDir
    private Path directory;

    private CommitLog log() {
        return CommitLog.in(directory.resolve("commits"));
    }

    private static Commit commit(long trigger, long records) {
        return new Commit(trigger, 0, 3, 1, 2, "2024-04-09T12:00:00Z", Map.of(0, records + 5), Map.of(0, records));
    }

    @Test
    void isEmptyBeforeTheFirstTrigger() {
        assertThat(log().triggers()).isEmpty();
        assertThat(log().last()).isEmpty();
    }

    @Test
    void countsWhatWasReadSinceTheTriggerBefore() throws Exception {
        log().write(commit(3, 100));
        log().write(commit(4, 130));

        assertThat(log().read(3).orElseThrow().recordsIn()).isEqualTo(100);
        assertThat(log().last().orElseThrow())
                .isEqualTo(new Commit(4, 30, 3, 1, 2, "2024-04-09T12:00:00Z", Map.of(0, 135L), Map.of(0, 130L)));
    }

    @Test
    void aCommitThatIsRepeatedCountsTheSame() throws Exception {
        log().write(commit(3, 100));
        log().write(commit(4, 130));
        log().write(commit(4, 130));

        assertThat(log().last().orElseThrow().recordsIn()).isEqualTo(30);
        assertThat(log().triggers()).containsExactly(3L, 4L);
    }

    @Test
    void keepsTheNewestHundredInTheOrderOfTheirNumbers() throws Exception {
        for (long trigger = 1; trigger <= 103; trigger++) {
            log().write(commit(trigger, trigger));
        }

        assertThat(log().triggers())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(4, 103).boxed().toList());
    }

    @Test
    void overlooksWhatIsNoCommit() throws Exception {
        log().write(commit(7, 1));
        Files.writeString(directory.resolve("commits/.8.tmp"), "half");
        Files.writeString(directory.resolve("commits/notes.txt"), "mine");

        assertThat(log().triggers()).containsExactly(7L);
    }
}
