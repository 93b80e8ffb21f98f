package dev.parallax.shared.log.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.Test;

class FileLogEnumeratorTest {
    @Test
    void filesAreDealtOutInTurn() throws Exception {
        try (Readers readers = new Readers(2)) {
            FileLogEnumerator enumerator = new FileLogEnumerator(readers.context, files(0, 5));

            readers.arrives(enumerator, 1);
            assertThat(enumerator.snapshotState(1)).isEqualTo(List.of(file(0), file(2), file(4)));
            readers.arrives(enumerator, 0);

            assertThat(readers.given()).containsExactly("1: [1, 3]", "0: [0, 2, 4]");
            assertThat(enumerator.snapshotState(2)).isEmpty();
        }
    }

    @Test
    void aReaderThatComesBackIsGivenItsFilesAgain() throws Exception {
        try (Readers readers = new Readers(2)) {
            FileLogEnumerator enumerator = new FileLogEnumerator(readers.context, files(0, 3));
            readers.arrives(enumerator, 0);
            readers.arrives(enumerator, 1);

            enumerator.addSplitsBack(List.of(file(0), file(2)), 0);
            readers.arrives(enumerator, 0);

            assertThat(readers.given()).containsExactly("0: [0, 2]", "1: [1]", "0: [0, 2]");
        }
    }

    /** What it had comes back from the checkpoint by another way. */
    @Test
    void aReaderThatComesBackWithItsFilesIsGivenNone() throws Exception {
        try (Readers readers = new Readers(1)) {
            FileLogEnumerator enumerator = new FileLogEnumerator(readers.context, List.of());

            readers.arrives(enumerator, 0);

            assertThat(readers.given()).isEmpty();
            assertThat(readers.context.hasNoMoreSplits(0)).isTrue();
        }
    }

    private static List<FilePartition> files(int from, int to) {
        return IntStream.range(from, to).mapToObj(FileLogEnumeratorTest::file).toList();
    }

    private static FilePartition file(int number) {
        return new FilePartition(number, number + ".json", 0, false);
    }

    private static final class Readers implements AutoCloseable {
        private final MockSplitEnumeratorContext<FilePartition> context;

        private Readers(int parallelism) {
            context = new MockSplitEnumeratorContext<>(parallelism);
        }

        private void arrives(FileLogEnumerator enumerator, int subtask) {
            context.registerReader(new ReaderInfo(subtask, "here"));
            enumerator.addReader(subtask);
        }

        /** To whom which files were given, in the order in which that was done. */
        private List<String> given() {
            return context.getSplitsAssignmentSequence().stream()
                    .flatMap(assigned -> assigned.assignment().entrySet().stream())
                    .map(reader -> reader.getKey() + ": "
                            + reader.getValue().stream()
                                    .map(FilePartition::number)
                                    .toList())
                    .toList();
        }

        @Override
        public void close() throws Exception {
            context.close();
        }
    }
}
