package dev.parallax.comparison.cli;

import dev.parallax.comparison.deadletters.CsvFolderTarget;
import dev.parallax.comparison.deadletters.FolderTarget;
import dev.parallax.comparison.deadletters.LetterChoice;
import dev.parallax.comparison.deadletters.LetterCounts;
import dev.parallax.comparison.deadletters.LetterLine;
import dev.parallax.comparison.deadletters.LetterTarget;
import dev.parallax.comparison.deadletters.Redrive;
import dev.parallax.comparison.deadletters.Segments;
import dev.parallax.comparison.deadletters.TopicTarget;
import dev.parallax.shared.format.VisibleText;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.DeadLetter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "dead-letters",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "show|count|redrive",
        description = "The records that were no events of their pipeline: what they are, why, and how they get back.",
        footer = {
            "",
            "They are in the checkpoint directory of ./parallax run stream --checkpoint DIR, and in the",
            "directory of a report: name that directory, or a file.",
            "",
            "Examples:",
            "  ./parallax dead-letters count parallax-out",
            "  ./parallax dead-letters show CP --kind invalid --reason temperature",
            "  ./parallax dead-letters redrive CP --kafka 127.0.0.1:9092 --topic events"
        })
final class DeadLettersCommand {
    private static final int MOST_ON_A_TERMINAL = 100;
    private static final int LONGEST_BEGINNING = 60;
    private static final int BYTES_OF_A_CHARACTER = 4;
    private static final int MOST_COMPLAINTS = 10;
    private static final String CSV = "csv";

    @ParentCommand
    private Parallax parallax;

    private long complaints;

    /** Which of them. */
    static final class ChoiceOptions {
        @Option(names = "--kind", paramLabel = "malformed|invalid", description = "Those of this kind alone.")
        private DeadLetter.Kind kind;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                description = "Those alone whose reason contains this text, whatever its case.")
        private String reason;

        private LetterChoice choice() {
            return new LetterChoice(kind, reason);
        }
    }

    /** Where a query reads. */
    static final class TargetOptions {
        @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "A topic: the broker that has it.")
        private String kafka;

        @Option(names = "--topic", paramLabel = "NAME", description = "A topic: its name.")
        private String topic;

        @Mixin
        private KafkaConfigOption config;

        @Option(
                names = "--files",
                paramLabel = "DIR",
                description = "Instead: a folder that a query watches for files of lines. They come as one new file.")
        private Path files;

        @Option(
                names = "--format",
                paramLabel = "json|text|csv",
                defaultValue = "json",
                description =
                        "Of the folder's files, as the query has it. Rows of csv come as one new file for each header that "
                                + "they had. Default: ${DEFAULT-VALUE}.")
        private String format;

        private void check() {
            if ((kafka == null) != (topic == null)) {
                throw new IllegalArgumentException("--kafka and --topic belong together: give both.");
            }
            if ((kafka == null) == (files == null)) {
                throw new IllegalArgumentException("Give --kafka and --topic, or --files: where the query reads.");
            }
            if (kafka != null) {
                Addresses.requireHostAndPort("--kafka", kafka);
            }
            config.check(kafka != null);
            if (!Set.of("json", "text", CSV).contains(format)) {
                throw new IllegalArgumentException("--format must be json, text or csv, not '" + format
                        + "': files of another format cannot be written here.");
            }
        }

        private LetterTarget target(OpenResources resources) throws IOException {
            if (files != null) {
                return resources.open(() -> format.equals(CSV) ? new CsvFolderTarget(files) : new FolderTarget(files));
            }
            KafkaLog log = KafkaLog.existing(config.to(kafka), topic);
            return resources.open(() -> new TopicTarget(log));
        }
    }

    @Command(
            name = "show",
            sortOptions = false,
            abbreviateSynopsis = true,
            description =
                    "Shows them: kind, place (source, partition:offset), reason, and how the record begins. Columns on a "
                            + "terminal, tabs in a pipe.",
            footer = {
                "",
                "Examples:",
                "  ./parallax dead-letters show parallax-out --limit 20",
                "  ./parallax dead-letters show CP --json --kind malformed > letters.ndjson"
            })
    int show(
            @Parameters(paramLabel = "DIR|FILE", description = "Where they are.") Path path,
            @Mixin(name = "Which") ChoiceOptions which,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            description = "At most so many. Default: 100 on a terminal, else all.")
                    Long limit,
            @Option(names = "--json", description = "Print their own lines, with whole records.") boolean json)
            throws IOException {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit + ".");
        }
        long most = limit != null ? limit : Terminal.isOutput() ? MOST_ON_A_TERMINAL : Long.MAX_VALUE;
        Table table = new Table("kind", "place", "reason", "record");
        long[] letters = new long[1];
        try (OutputStream out = new BufferedOutputStream(parallax.output(), 1 << 16)) {
            read(path, which.choice(), line -> {
                if (letters[0]++ >= most) {
                    return;
                }
                if (json) {
                    out.write(Terminal.isOutput() ? visible(line.bytes()) : line.bytes());
                    out.write('\n');
                } else {
                    add(table, line.letter());
                }
            });
        }
        if (!json && letters[0] > 0) {
            parallax.output().print(table.text(Terminal.isOutput()));
        }
        if (letters[0] > most) {
            System.err.println(most + " of " + letters[0] + " dead letters: --limit shows more.");
        }
        return status();
    }

    @Command(
            name = "count",
            sortOptions = false,
            abbreviateSynopsis = true,
            description =
                    "Counts them by kind and reason. Reasons that differ in a number or in what they quote are one; "
                            + "an ellipsis stands for what differs.",
            footer = {"", "Example:", "  ./parallax dead-letters count parallax-out"})
    int count(
            @Parameters(paramLabel = "DIR|FILE", description = "Where they are.") Path path,
            @Mixin(name = "Which") ChoiceOptions which)
            throws IOException {
        LetterCounts counts = new LetterCounts();
        read(path, which.choice(), line -> counts.add(line.letter()));
        Table table = new Table("letters", "kind", "reason");
        counts.inOrder().forEach(count -> table.add(count.letters(), word(count.kind()), count.reason()));
        if (!counts.inOrder().isEmpty()) {
            parallax.output().print(table.text(Terminal.isOutput()));
        }
        return status();
    }

    @Command(
            name = "redrive",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = {
                "Puts their records back where the query reads, once the pipeline is mended, or the text of a letter in its "
                        + "file: what it says then is what is sent. They go through the pipeline like any others. What was put "
                        + "back moves into the directory redriven beside the files, so that a second call leaves it alone.",
                "If the process dies before that, the next call puts it back once more: each record comes at least once, and "
                        + "counts once where events have an id. In a topic a record goes to the partition that it came from, "
                        + "if there is one, and is taken in now."
            },
            footer = {
                "",
                "Examples:",
                "  ./parallax dead-letters redrive CP --kafka 127.0.0.1:9092 --topic events",
                "  ./parallax dead-letters redrive parallax-out --files incoming/ --kind malformed",
                "  ./parallax dead-letters redrive CP --files incoming/ --format csv"
            })
    int redrive(
            @Parameters(paramLabel = "DIR|FILE", description = "Where they are.") Path path,
            @Mixin(name = "Where to") TargetOptions where,
            @Mixin(name = "Which") ChoiceOptions which)
            throws IOException {
        where.check();
        Segments.at(path);
        try (OpenResources resources = parallax.resources()) {
            LetterTarget target = where.target(resources);
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Putting back", -1);
            Redrive.Result result = new Redrive(which.choice(), target, this::complain, progress::at).of(path);
            resources.close();
            System.err.println(result.redriven() + (result.redriven() == 1 ? " dead letter was" : " dead letters were")
                    + " put back"
                    + (result.redriven() == 0 ? "; " : " into " + target.name() + "; ")
                    + (result.refused() + result.others()) + " stay.");
        }
        return status();
    }

    /** Takes a line with a letter that is meant. */
    private interface Letters {
        void take(LetterLine line) throws IOException;
    }

    private void read(Path path, LetterChoice choice, Letters letters) throws IOException {
        long[] found = new long[1];
        Segments.at(path).read(line -> {
            found[0]++;
            if (line.letter() == null) {
                complain("Line " + line.number() + " of " + line.file() + ": " + line.problem());
            } else if (choice.includes(line.letter())) {
                letters.take(line);
            }
            return true;
        });
        if (found[0] == 0) {
            System.err.println("There are no dead letters in " + path + ".");
        }
    }

    private static void add(Table table, DeadLetter<?> letter) {
        String source = letter.source() == null ? "?" : letter.source();
        table.add(
                word(letter.kind()),
                source + " " + letter.place().partition() + ":" + letter.place().offset(),
                letter.reason(),
                beginning(letter.bytes()));
    }

    /** Of a record of several lines, how the first one begins, and what is behind it: of a CSV file these are the columns and the row. */
    private static String beginning(byte[] record) {
        if (record == null) {
            return "(not known)";
        }
        int lineBreak = 0;
        while (lineBreak < record.length && record[lineBreak] != '\n') {
            lineBreak++;
        }
        return lineBreak == record.length
                ? beginning(record, 0, record.length, LONGEST_BEGINNING)
                : beginning(record, 0, lineBreak, LONGEST_BEGINNING / 2) + "\n"
                        + beginning(record, lineBreak + 1, record.length, LONGEST_BEGINNING / 2);
    }

    private static String beginning(byte[] record, int from, int to, int longest) {
        int end = Math.min(to, from + longest * BYTES_OF_A_CHARACTER);
        String text = new String(record, from, end - from, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    private static byte[] visible(byte[] line) {
        return VisibleText.uncut(new String(line, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String word(DeadLetter.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void complain(String sentence) {
        if (++complaints <= MOST_COMPLAINTS) {
            System.err.println("parallax: " + VisibleText.of(sentence));
        }
    }

    private int status() {
        if (complaints > MOST_COMPLAINTS) {
            System.err.println("parallax: ... and " + (complaints - MOST_COMPLAINTS) + " more.");
        }
        return complaints == 0 ? Parallax.DONE : Parallax.BAD_INPUT;
    }
}
