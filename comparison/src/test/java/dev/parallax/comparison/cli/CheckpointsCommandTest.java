package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of a query over a folder, each of which stops with a savepoint. What is in those was counted by hand. */
class CheckpointsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Path query;
    private static long first;
    private static long second;

    @BeforeAll
    static void run() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        query = directory.resolve("cp");
        Files.write(in.resolve("a.json"), List.of(said("12:01", "owl dog owl"), said("12:02", "\\u001b[31m")));
        go(in);
        first = list().get(0).get("number").longValue();
        Files.write(in.resolve("b.json"), List.of(said("12:03", "owl"), "this is none"));
        go(in);
        second = list().get(1).get("number").longValue();
    }

    private static String said(String time, String words) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00.000000\",\"data\":\"" + words + "\"}";
    }

    private static void go(Path in) {
        Ran ran = Ran.parallax(("run stream --pipeline words --trigger available-now --files " + in + " --checkpoint "
                        + query + " --sink file:" + directory.resolve("out"))
                .split(" "));
        assertThat(ran.status()).as(ran.errors()).isZero();
    }

    private static Ran checkpoints(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "checkpoints";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Ran.parallax(all);
    }

    private static JsonNode json(String... arguments) throws Exception {
        Ran ran = checkpoints(arguments);
        assertThat(ran.status()).as(ran.errors()).isZero();
        return JSON.readTree(ran.output());
    }

    /** The two savepoints, whichever job made them. */
    private static List<JsonNode> list() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        json("list", query.toString(), "--json")
                .get("jobs")
                .forEach(job -> job.get("checkpoints").forEach(all::add));
        return all;
    }

    @Test
    void listsBothRunsWithWhatTheirLastTriggersRead() throws Exception {
        assertThat(list())
                .hasSize(2)
                .allMatch(entry -> entry.get("trigger").textValue().equals("savepoint"))
                .allMatch(entry -> entry.get("complete").booleanValue()
                        && entry.get("bytes").longValue() > 0
                        && entry.get("operators").intValue() > 5);
        List<String> lines =
                checkpoints("list", query.toString()).output().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("number\ttrigger\ttime\tbytes\town bytes\toperators\tcomplete\trecords in\trows out\tjob");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith(first + "\tsavepoint\t").contains("\tyes\t");
        assertThat(lines.get(2)).startsWith(second + "\tsavepoint\t");
    }

    @Test
    void showsTheNewestUnlessOneIsNamed() throws Exception {
        JsonNode newest = json("show", query.toString(), "--json");
        JsonNode earlier = json("show", query.toString(), "" + first, "--json");

        assertThat(newest.get("number").longValue()).isEqualTo(second);
        assertThat(newest.get("clocks").get(0).get("records").longValue()).isEqualTo(4);
        assertThat(newest.get("clocks").get(0).get("malformed").longValue()).isEqualTo(1);
        assertThat(newest.get("problems")).isEmpty();
        assertThat(newest.get("sources").findValuesAsText("name")).containsExactly("a.json", "b.json");
        assertThat(earlier.get("clocks").get(0).get("records").longValue()).isEqualTo(2);
        assertThat(earlier.get("sources").findValuesAsText("name")).containsExactly("a.json");
        assertThat(checkpoints("show", query.toString()).output())
                .startsWith("savepoint " + second + " of job ")
                .contains("\nevents\tfolder\tb.json\t\t2\tread\n", "\trollup\t", "\tcells\tmap\t3\t3\t");
    }

    @Test
    void tellsWhatWasReadBetweenThem() throws Exception {
        JsonNode difference = json("show", query.toString(), "--diff", "" + first, "" + second, "--json");

        assertThat(difference.get("log").get(0).get("records").longValue()).isEqualTo(2);
        assertThat(difference.get("commits").findValues("recordsIn").stream()
                        .mapToLong(JsonNode::longValue)
                        .sum())
                .isEqualTo(2);
        assertThat(difference.get("commits").findValues("deadLetters").stream()
                        .mapToLong(JsonNode::longValue)
                        .sum())
                .isEqualTo(1);
        assertThat(checkpoints("show", query.toString(), "--diff", "" + second, "" + first)
                        .output())
                .contains("\nevents\tfolder\tb.json\t\t0\t2\t2\n");
    }

    @Test
    void decodesTheRowsOfTheRollup() throws Exception {
        assertThat(checkpoints("keys", query.toString(), "--key", "owl").output())
                .isEqualTo("key\tfrom\tto\tcontributions\tcount\n"
                        + "owl\t2024-04-09T12:00:00Z\t2024-04-09T12:10:00Z\t3\t3\n");
        assertThat(checkpoints("keys", query.toString(), "" + first, "--key", "owl")
                        .output())
                .contains("\t2\t2\n");
        assertThat(checkpoints("keys", query.toString()).output())
                .as("what would command a terminal is spelt out")
                .contains("\\u{001B}[31m")
                .doesNotContain("\u001b");
        Ran one = checkpoints("keys", query.toString(), "--max", "1");
        assertThat(one.output().lines()).hasSize(2);
        assertThat(one.errors()).contains("There are 2 more: --max shows them, --key those of one key.");
        JsonNode entry = json("keys", query.toString(), "--key", "dog", "--json")
                .get("entries")
                .get(0);
        assertThat(entry.get("windowStart").textValue()).isEqualTo("2024-04-09T12:00:00Z");
        assertThat(entry.get("accumulator").get("count").longValue()).isEqualTo(1);
    }

    @Test
    void badInputIsASentence() {
        assertThat(List.of(
                        sentence("show", query.toString(), "999"),
                        sentence("show", query.toString(), "" + first, "--diff", "1", "2"),
                        sentence("keys", query.toString(), "--operator", "none"),
                        sentence("keys", query.toString(), "--operator", "log-clock"),
                        sentence("keys", query.toString(), "--max", "0"),
                        sentence("list", directory.resolve("in").toString()),
                        sentence("list", directory.resolve("nowhere").toString())))
                .allMatch(said -> said.endsWith("."))
                .satisfiesExactly(
                        missing -> assertThat(missing).contains("There is no checkpoint 999 in " + query),
                        both -> assertThat(both).contains("not both"),
                        none -> assertThat(none).contains("has no operator 'none'; it has: "),
                        clock -> assertThat(clock).contains("keeps nothing by key; these do: rollup."),
                        max -> assertThat(max).contains("--max must be at least 1"),
                        foreign -> assertThat(foreign).contains("holds no checkpoints"),
                        nowhere -> assertThat(nowhere).contains("There is no directory "));
    }

    private static String sentence(String... arguments) {
        Ran ran = checkpoints(arguments);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.output()).isEmpty();
        assertThat(ran.complaints()).hasSize(1);
        return ran.complaints().get(0);
    }
}
