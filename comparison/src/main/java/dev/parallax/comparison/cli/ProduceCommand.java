package dev.parallax.comparison.cli;

import dev.parallax.comparison.topics.RecordKey;
import dev.parallax.comparison.topics.TopicWriter;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "produce",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Writes lines into a topic, each a record; blank ones are left out. Records with the same key come into the "
                        + "same partition, and stay in their order there; without a key the broker's client spreads them.",
        footer = {
            "",
            "Examples:",
            "  ./parallax produce --topic events events.json",
            "  ./parallax generate | ./parallax produce --topic events --key-field customerId"
        })
final class ProduceCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int BETWEEN_REPORTS = 1_000;

    @ParentCommand
    private Parallax parallax;

    @Mixin(name = "Where to")
    private BrokerOptions broker;

    @Option(
            names = "--key-field",
            paramLabel = "FIELD",
            description = "The field of a JSON record that is its key. Default: none.")
    private String keyField;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|-",
            defaultValue = STANDARD_INPUT,
            description = "Newline-delimited records. Default: standard input.")
    private String input;

    @Override
    public Integer call() throws IOException {
        try (OpenResources resources = parallax.resources();
                Lines lines = new Lines(input())) {
            KafkaLog log = broker.log();
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Producing", -1);
            TopicWriter writer = resources.open(() -> new TopicWriter(log));
            String said = produce(lines, writer, progress);
            resources.close();
            System.err.println(said + " into the topic '" + log.topic() + "' at " + log.bootstrapServers() + ".");
        }
        return Parallax.DONE;
    }

    private InputStream input() throws IOException {
        if (input.equals(STANDARD_INPUT)) {
            return System.in;
        }
        Path file = Path.of(input);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a directory: name a file.");
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }

    private String produce(Lines lines, TopicWriter writer, ProgressDisplay progress) throws IOException {
        RecordKey key = keyField == null ? null : new RecordKey(keyField);
        long records = 0;
        long withoutKey = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            byte[] itsKey = key == null ? null : key.of(line);
            withoutKey += key != null && itsKey == null ? 1 : 0;
            writer.write(null, itsKey, line);
            if (++records % BETWEEN_REPORTS == 0) {
                progress.at(records);
            }
        }
        writer.flush();
        return records
                + (records == 1 ? " record" : " records")
                + (withoutKey == 0 ? "" : ", " + withoutKey + " without a '" + keyField + "' as key,");
    }
}
