package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query that stopped with a savepoint goes on with another version of its pipeline, whose jar is compiled here. */
class UpgradeTest {
    private static final UnaryOperator<String> WITH_LETTERS = source -> source.replace(
                    "record Count(long words)", "record Count(long letters, long words)")
            .replace("new Count(0)", "new Count(0, 0)")
            .replace("new Count(count.words() + 1)", "new Count(count.letters() + word.length(), count.words() + 1)")
            .replace(
                    "new Count(one.words() + other.words())",
                    "new Count(one.letters() + other.letters(), one.words() + other.words())")
            .replace(
                    "Map.of(\"words\", count.words())",
                    "new java.util.TreeMap<>(Map.of(\"words\", count.words(), \"letters\", count.letters()))");

    @TempDir
    private Path directory;

    private Path in;

    @BeforeEach
    void beginWithTwoWordsOfA() throws IOException {
        in = Files.createDirectories(directory.resolve("in"));
        file("1.csv", "12:00", "2024-04-09T12:00:00Z,ant bee ape");
    }

    /** 12:03 apex: of the three words only this one has been counted with its four letters. */
    @Test
    void aFieldThatIsNewBeginsWithNothingAndOneThatIsGoneIsDropped() throws IOException {
        Path one = version("one", UnaryOperator.identity());
        run(one);
        file("2.csv", "12:10", "2024-04-09T12:03:00Z,apex cat");

        Ran later = run(version("two", WITH_LETTERS));

        assertThat(later.errors())
                .contains("The query goes on from savepoint ")
                .contains("In the state 'cells' of the operator 'rollup' (uid rollup) Count.letters is new: 0 in older"
                        + " state.");
        assertThat(newestRow("a")).isEqualTo(row("a", "\"letters\":4,\"words\":3"));
        assertThat(newestRow("c")).isEqualTo(row("c", "\"letters\":3,\"words\":1"));

        file("3.csv", "12:20", "2024-04-09T12:04:00Z,arm");
        Ran back = run(one);

        assertThat(back.errors()).contains("Count.letters is gone, and what was in it is dropped.");
        assertThat(newestRow("a")).isEqualTo(row("a", "\"words\":4"));
    }

    @Test
    void aFieldWithAnotherTypeIsRefusedBeforeAnythingIsLost() throws IOException {
        run(version("one", UnaryOperator.identity()));
        file("2.csv", "12:10", "2024-04-09T12:03:00Z,apex");
        Map<String, String> before = contents();

        Ran refused = query(
                version(
                        "text",
                        source -> source.replace("record Count(long words)", "record Count(String words)")
                                .replace("new Count(0)", "new Count(\"\")")
                                .replace("new Count(count.words() + 1)", "new Count(count.words() + word)")),
                "update",
                "file:" + directory.resolve("out"));

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.complaints())
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith("parallax: The query cannot go on from savepoint ")
                        .contains(
                                ": in the state 'cells' of the operator 'rollup' (uid rollup) Count.words was long and is text now. ")
                        .contains("Nothing was started or changed"));
        assertThat(contents()).isEqualTo(before);

        run(version("again", UnaryOperator.identity()));
        assertThat(newestRow("a")).isEqualTo(row("a", "\"words\":3"));
    }

    @Test
    void aClassThatIsGoneIsRefused() throws IOException {
        run(version("one", UnaryOperator.identity()));

        Ran refused = query(
                version("renamed", source -> source.replace("Count", "Tally")),
                "update",
                "file:" + directory.resolve("out"));

        assertThat(refused.complaints())
                .singleElement()
                .asString()
                .contains(
                        ": in the state 'cells' of the operator 'rollup' (uid rollup) Cell.accumulator was Count and is Tally now. ");
        assertThat(refused.status()).isEqualTo(2);
    }

    @Test
    void anOperatorThatIsGoneIsRefusedWithWhatWouldBeLost() throws IOException {
        Path jar = version("one", UnaryOperator.identity());
        assertThat(query(jar, "complete", "console").status()).isZero();
        Path asked = directory.resolve("checkpoint/query.json");
        Ran changed = query(jar, "update", "console");
        // As if the query had been allowed to.
        Files.writeString(asked, Files.readString(asked).replace("complete", "update"));

        Ran refused = query(jar, "update", "console");

        assertThat(changed.complaints())
                .singleElement()
                .asString()
                .contains("began with --output-mode complete and cannot go on with update");
        assertThat(refused.complaints())
                .singleElement()
                .asString()
                .contains("it has state of the operator 'whole view' (uid whole-view), which the job has no more");
        assertThat(refused.status()).isEqualTo(2);
    }

    // --- the query, and what it has said

    private Path version(String name, UnaryOperator<String> change) throws IOException {
        return LettersPipeline.version(directory.resolve(name), change);
    }

    private Ran run(Path jar) {
        Ran ran = query(jar, "update", "file:" + directory.resolve("out"));
        assertThat(ran.status()).as(ran.errors()).isZero();
        return ran;
    }

    private Ran query(Path jar, String outputMode, String sink) {
        return Ran.parallax(("run stream --pipeline-jar " + jar + " --files " + in
                        + " --trigger available-now --parallelism 1 --output-mode " + outputMode + " --checkpoint "
                        + directory.resolve("checkpoint") + " --sink " + sink)
                .split(" "));
    }

    private void file(String name, String written, String... lines) throws IOException {
        Path part = Files.write(in.resolve(name + ".tmp"), List.of(lines));
        Files.setLastModifiedTime(part, FileTime.from(Instant.parse("2024-04-09T" + written + ":00Z")));
        Files.move(part, in.resolve(name));
    }

    private String newestRow(String letter) throws IOException {
        String newest = "";
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            for (Path file : files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList()) {
                for (String row : Files.readAllLines(file)) {
                    newest = row.startsWith("{\"key\":\"" + letter + "\"") ? row : newest;
                }
            }
        }
        return newest;
    }

    private static String row(String letter, String result) {
        return "{\"key\":\"" + letter
                + "\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\"," + result + "}";
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("checkpoint"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
