package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventGeneratorTest {
    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void theSameSeedGivesTheSameBytes(String pipeline) throws IOException {
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline).withEvents(5_000);
        EventGenerator generator = new EventGenerator(settings);

        byte[] first = written(generator);

        assertThat(written(generator)).isEqualTo(first);
        assertThat(written(new EventGenerator(settings))).isEqualTo(first);
        assertThat(written(new EventGenerator(settings.withSeed(2)))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "devices, 2c28f87f344220e70125d70d3e56b2e5544a73238e6ddcf480190233d62f3370",
        "payments, 78feb5f2c8b9376b11546e775a044b0abf64eb1c65fe1f2145ec366bba099c5f",
        "words, 4f69fbd1afddb3033935fa93ea20f0bdf093e5e4ef3f14a76bb398612fd44195"
    })
    void theBytesOfASeedNeverChange(String pipeline, String expected) throws Exception {
        byte[] bytes =
                written(new EventGenerator(GeneratorSettings.defaults(pipeline).withEvents(2_000)));

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "devices, 1",
        "devices, 2",
        "devices, 99",
        "devices, 20000",
        "payments, 1",
        "payments, 20000",
        "words, 1",
        "words, 20000"
    })
    void thereAreExactlyAsManyLinesAsAskedFor(String pipeline, long events) throws IOException {
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline)
                .withEvents(events)
                .withDuplicateShare(0.3)
                .withMalformedShare(0.1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Generated generated = new EventGenerator(settings).writeTo(out);

        assertThat(generated.lines()).isEqualTo(events);
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).endsWith("\n");
        assertThat(out.toString(StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n'))
                .hasSize((int) events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void linesAreWhatIsWritten(String pipeline) throws IOException {
        EventGenerator generator =
                new EventGenerator(GeneratorSettings.defaults(pipeline).withEvents(3_000));
        ByteArrayOutputStream joined = new ByteArrayOutputStream();

        for (byte[] line : all(generator)) {
            joined.write(line);
            joined.write('\n');
        }

        assertThat(joined.toByteArray()).isEqualTo(written(generator));
    }

    @Test
    void thereIsNothingBehindTheLastLine() {
        Iterator<byte[]> lines =
                new EventGenerator(GeneratorSettings.defaults("words").withEvents(1)).lines();
        lines.next();

        assertThat(lines.hasNext()).isFalse();
        assertThatThrownBy(lines::next).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void sharesAreNearWhatWasAskedFor(String pipeline) throws IOException {
        // So long that it hardly matters how many late payments are still under way when it ends.
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline)
                .withEvents(100_000)
                .withSpan(Duration.ofDays(30))
                .withLateShare(0.1)
                .withDuplicateShare(0.2)
                .withMalformedShare(0.05);

        Generated generated = new EventGenerator(settings).writeTo(OutputStream.nullOutputStream());

        double originals = generated.lines() - generated.duplicates();
        double good = originals - generated.malformed() - generated.invalid();
        assertThat(generated.late() / good).isCloseTo(0.1, within(0.005));
        assertThat(generated.duplicates() / good).isCloseTo(0.2, within(0.005));
        assertThat(generated.malformed() / originals).isCloseTo(0.05, within(0.003));
        assertThat(generated.invalid() / originals).isCloseTo(0.05, within(0.003));
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void whatIsSaidToBeGeneratedIsWhatIsInTheLog(String pipeline) throws IOException {
        EventGenerator generator = new EventGenerator(
                GeneratorSettings.defaults(pipeline).withDuplicateShare(0.1).withMalformedShare(0.05));

        Generated generated = generator.writeTo(OutputStream.nullOutputStream());

        Map<String, Long> kinds = new HashMap<>();
        Map<String, Long> good = new HashMap<>();
        long facts = 0;
        for (byte[] bytes : all(generator)) {
            ReadLine line = ReadLine.of(pipeline, bytes);
            kinds.merge(line.kind().name(), 1L, Long::sum);
            if (line.kind() == ReadLine.Kind.GOOD && good.merge(line.text(), 1L, Long::sum) == 1) {
                facts += line.facts();
            }
        }
        assertThat(kinds.get("MALFORMED")).isEqualTo(generated.malformed());
        assertThat(kinds.get("INVALID")).isEqualTo(generated.invalid());
        assertThat(kinds.get("GOOD") - good.size()).isEqualTo(generated.duplicates());
        assertThat(facts).isEqualTo(generated.facts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void sharesOfZeroGiveNone(String pipeline) throws IOException {
        EventGenerator generator = new EventGenerator(GeneratorSettings.defaults(pipeline)
                .withLateShare(0)
                .withDuplicateShare(0)
                .withMalformedShare(0));

        Generated generated = generator.writeTo(OutputStream.nullOutputStream());

        assertThat(generated).isEqualTo(new Generated(20_000, 0, 0, 0, 0, generated.facts()));
        assertThat(all(generator)).allMatch(line -> ReadLine.of(pipeline, line).kind() == ReadLine.Kind.GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void theFirstLineIsAGoodEventThatIsNotLate(String pipeline) {
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline)
                .withEvents(10)
                .withMalformedShare(0.5)
                .withLateShare(1);
        for (int seed = 0; seed < 50; seed++) {
            byte[] bytes = new EventGenerator(settings.withSeed(seed)).lines().next();

            ReadLine line = ReadLine.of(pipeline, bytes);

            assertThat(line.kind()).isEqualTo(ReadLine.Kind.GOOD);
            assertThat(line.eventTime()).isAfterOrEqualTo(settings.start().minus(settings.disorder()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void copiesComeSoonOrMuchLater(String pipeline) {
        EventGenerator generator = new EventGenerator(
                GeneratorSettings.defaults(pipeline).withDuplicateShare(0.2).withMalformedShare(0));

        Map<String, Integer> places = new HashMap<>();
        List<Integer> distances = new ArrayList<>();
        List<byte[]> lines = all(generator);
        for (int i = 0; i < lines.size(); i++) {
            Integer earlier = places.putIfAbsent(new String(lines.get(i), StandardCharsets.US_ASCII), i);
            if (earlier != null) {
                distances.add(i - earlier);
            }
        }

        // A few more than 200 and 6,000 lines, because copies that are due on the same line queue.
        assertThat(distances).allMatch(distance -> distance > 0 && distance < 6_050);
        assertThat(distances.stream().filter(distance -> distance <= 250).count() / (double) distances.size())
                .isCloseTo(0.5, within(0.05));
        assertThat(distances).anyMatch(distance -> distance > 5_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void lateEventsAreAsLateAsAskedFor(String pipeline) throws IOException {
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline).withDuplicateShare(0);
        EventGenerator generator = new EventGenerator(settings);

        List<Duration> behind = behindTheLatest(pipeline, generator);

        Duration least = settings.lateBy().dividedBy(2).minus(settings.disorder());
        Duration most = settings.lateBy().multipliedBy(3).dividedBy(2).plus(settings.disorder());
        assertThat(behind)
                .noneMatch(duration -> duration.compareTo(settings.disorder()) > 0 && duration.compareTo(least) < 0);
        assertThat(behind).noneMatch(duration -> duration.compareTo(most) > 0);
        assertThat(behind.stream().filter(duration -> duration.compareTo(least) >= 0))
                .hasSize(
                        (int) generator.writeTo(OutputStream.nullOutputStream()).late());
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "payments", "words"})
    void withoutDisorderAndLatenessEventsComeInTheOrderOfTheirTime(String pipeline) {
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline)
                .withDisorder(Duration.ZERO)
                .withLateShare(0)
                .withDuplicateShare(0);

        assertThat(behindTheLatest(pipeline, new EventGenerator(settings))).containsOnly(Duration.ZERO);
    }

    @Test
    void eventsArriveEvenlyOverTheSpan() {
        GeneratorSettings settings = GeneratorSettings.defaults("devices")
                .withEvents(1_000)
                .withSpan(Duration.ofSeconds(1_000))
                .withDisorder(Duration.ZERO)
                .withLateShare(0)
                .withDuplicateShare(0)
                .withMalformedShare(0);

        List<byte[]> lines = all(new EventGenerator(settings));

        for (int i = 0; i < lines.size(); i++) {
            assertThat(ReadLine.of("devices", lines.get(i)).eventTime())
                    .isBetween(settings.start().plusSeconds(i), settings.start().plusSeconds(i + 1));
        }
    }

    @Test
    void aFewCustomersAreBusyAndAllHaveEvents() {
        Map<String, Long> events = new HashMap<>();
        for (byte[] line : all(new EventGenerator(GeneratorSettings.defaults("devices")))) {
            ReadLine read = ReadLine.of("devices", line);
            if (read.kind() == ReadLine.Kind.GOOD) {
                events.merge(read.json().get("customerId").asText(), 1L, Long::sum);
            }
        }

        List<Long> busiest = events.values().stream()
                .sorted((one, other) -> Long.compare(other, one))
                .toList();
        assertThat(events).hasSize(200).containsKeys("CI00001", "CI00200");
        assertThat(busiest.subList(0, 10).stream().mapToLong(Long::longValue).sum())
                .isGreaterThan(20_000 / 3);
    }

    @Test
    void manyEventsAreWrittenPieceByPiece() throws IOException {
        CountingStream out = new CountingStream(Long.MAX_VALUE);

        new EventGenerator(GeneratorSettings.defaults("devices").withEvents(1_000_000)).writeTo(out);

        assertThat(out.lines).isEqualTo(1_000_000);
        assertThat(out.largestWrite).isLessThanOrEqualTo(1 << 16);
        assertThat(out.isClosed).isFalse();
    }

    @Test
    void aLogThatNoMemoryCouldHoldBeginsAtOnce() {
        GeneratorSettings settings = GeneratorSettings.defaults("devices")
                .withEvents(1_000_000_000_000L)
                .withDuplicateShare(1);
        CountingStream out = new CountingStream(200_000_000);

        assertThatThrownBy(() -> new EventGenerator(settings).writeTo(out)).hasMessage("The disk is full.");
    }

    @Test
    void anUnknownPipelineIsRefused() {
        assertThatThrownBy(() -> new EventGenerator(GeneratorSettings.defaults("birds")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no generator for the pipeline 'birds'; there are: alerts, anniversaries, devices, merchants, payments, readings, words.");
    }

    private static byte[] written(EventGenerator generator) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.writeTo(out);
        return out.toByteArray();
    }

    private static List<byte[]> all(EventGenerator generator) {
        List<byte[]> lines = new ArrayList<>();
        generator.lines().forEachRemaining(lines::add);
        return lines;
    }

    /** Of each good event, how far its time is behind the latest one before it. */
    private static List<Duration> behindTheLatest(String pipeline, EventGenerator generator) {
        List<Duration> behind = new ArrayList<>();
        ReadLine latest = null;
        for (byte[] bytes : all(generator)) {
            ReadLine line = ReadLine.of(pipeline, bytes);
            if (line.kind() == ReadLine.Kind.GOOD) {
                if (latest == null || line.eventTime().isAfter(latest.eventTime())) {
                    latest = line;
                }
                behind.add(Duration.between(line.eventTime(), latest.eventTime()));
            }
        }
        return behind;
    }

    private static final class CountingStream extends OutputStream {
        private final long capacity;
        private long lines;
        private long bytes;
        private int largestWrite;
        private boolean isClosed;

        private CountingStream(long capacity) {
            this.capacity = capacity;
        }

        @Override
        public void write(int character) {
            throw new AssertionError("Single bytes are slow.");
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            bytes += length;
            if (bytes > capacity) {
                throw new IOException("The disk is full.");
            }
            largestWrite = Math.max(largestWrite, length);
            for (int i = offset; i < offset + length; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
