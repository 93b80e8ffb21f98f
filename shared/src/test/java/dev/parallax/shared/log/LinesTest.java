package dev.parallax.shared.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int BUFFER = 64 * 1024;

    @Test
    void aLineEndsWithANewline() throws IOException {
        assertThat(lines("one\ntwo\nthree\n")).containsExactly("one", "two", "three");
    }

    @Test
    void aLineMayEndWithAReturnToo() throws IOException {
        assertThat(lines("one\r\ntwo\r\n")).containsExactly("one", "two");
        assertThat(lines("one\r\ntwo\n")).containsExactly("one", "two");
    }

    @Test
    void aReturnWithinALineBelongsToIt() throws IOException {
        assertThat(lines("one\rtwo\nthree\r\r\n")).containsExactly("one\rtwo", "three\r");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(lines("one\ntwo")).containsExactly("one", "two");
        assertThat(lines("one\r\ntwo\r")).containsExactly("one", "two");
    }

    @Test
    void blankLinesAreLeftOut() throws IOException {
        assertThat(lines("\n\r\none\n\n \t \r\n  two  \n\n\r\n")).containsExactly("one", "  two  ");
    }

    @Test
    void aFileWithoutALineHasNone() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).isEmpty();
        assertThat(lines(" \r\n\t")).isEmpty();
    }

    @Test
    void bytesAreTakenAsTheyAre() throws IOException {
        byte[] line = {0, (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '\t', (byte) 0x85};

        assertThat(new Lines(new ByteArrayInputStream(line)).next()).isEqualTo(line);
    }

    @Test
    void aLineMayBeLongerThanTheBuffer() throws IOException {
        for (int length : new int[] {BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER - 1, 2 * BUFFER, 3 * BUFFER + 7}) {
            String line = "x".repeat(length);
            for (String end : List.of("\n", "\r\n")) {
                assertThat(lines("before" + end + line + end + "behind"))
                        .as("%d characters", length)
                        .containsExactly("before", line, "behind");
            }
            assertThat(lines(line)).as("%d characters, no end", length).containsExactly(line);
        }
    }

    /** The two bytes of an end lie in two reads. */
    @Test
    void anEndMayBeBrokenAtTheEndOfTheBuffer() throws IOException {
        String line = "x".repeat(BUFFER - 1);

        assertThat(lines(line + "\r\nbehind\r\n")).containsExactly(line, "behind");
    }

    @Test
    void aLineOfTenMegabytesIsRead() throws IOException {
        String line = "y".repeat(10 * 1024 * 1024);

        List<String> lines = lines("before\n" + line + "\r\nbehind");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).equals(line)).isTrue();
    }

    @Test
    void manyBlankLinesAreNoDeepRecursion() throws IOException {
        assertThat(lines("\n".repeat(1_000_000) + "one")).containsExactly("one");
    }

    @Test
    void howTheBytesArriveDoesNotMatter() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(50); i > 0; i--) {
                String line = "z".repeat(random.nextInt(5) == 0 ? 0 : random.nextInt(1, 40));
                text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
                if (!line.isEmpty()) {
                    expected.add(line);
                }
            }

            assertThat(read(new Lines(trickling(text.toString(), seed))))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void thereIsNothingBehindTheEnd() throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream("one".getBytes(UTF_8)));

        assertThat(lines.next()).isNotNull();
        assertThat(lines.next()).isNull();
        assertThat(lines.next()).isNull();
    }

    private static List<String> lines(String text) throws IOException {
        return read(new Lines(new ByteArrayInputStream(text.getBytes(UTF_8))));
    }

    private static List<String> read(Lines lines) throws IOException {
        List<String> read = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            read.add(new String(line, UTF_8));
        }
        return read;
    }

    /** Gives a few bytes at a time, as a network does. */
    private static InputStream trickling(String text, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target) {
                byte[] some = new byte[random.nextInt(1, 8)];
                int length = super.read(some, 0, some.length);
                if (length > 0) {
                    System.arraycopy(some, 0, target, 0, length);
                }
                return length;
            }
        };
    }

    @Test
    void eachLineIsAnArrayOfItsOwn() throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8)));

        byte[] first = lines.next();
        Arrays.fill(lines.next(), (byte) '!');

        assertThat(first).isEqualTo("one".getBytes(UTF_8));
    }
}
