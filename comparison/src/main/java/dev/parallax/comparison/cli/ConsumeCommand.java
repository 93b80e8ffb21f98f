package dev.parallax.comparison.cli;

import dev.parallax.comparison.topics.TopicReader;
import dev.parallax.shared.format.VisibleText;
import dev.parallax.shared.log.KafkaLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "consume",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Prints the committed records of a topic, a line each: as they are in a pipe, with everything spelt out "
                        + "that would command a terminal on one. Ends where the topic ends now, unless it is to --follow.",
        footer = {
            "",
            "Examples:",
            "  ./parallax consume --topic events --max 10",
            "  ./parallax consume --topic events --from latest --follow --keys"
        })
final class ConsumeCommand implements Callable<Integer> {
    @ParentCommand
    private Parallax parallax;

    @Mixin(name = "Where from")
    private BrokerOptions broker;

    @Option(
            names = "--from",
            paramLabel = "earliest|latest",
            defaultValue = "earliest",
            description = "Where to begin: with the first record, or behind the last one. Default: ${DEFAULT-VALUE}.")
    private Start from;

    @Option(names = "--max", paramLabel = "N", description = "End after so many records.")
    private Long max;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--keys", description = "Print the key and a tab before each record.")
    private boolean keys;

    private long printed;

    enum Start {
        EARLIEST,
        LATEST
    }

    @Override
    public Integer call() throws IOException {
        if (max != null && max < 1) {
            throw new IllegalArgumentException("--max must be at least 1, not " + max + ".");
        }
        if (from == Start.LATEST && !follow) {
            throw new IllegalArgumentException(
                    "--from latest begins behind the last record: give --follow, too, to see what comes.");
        }
        try (OpenResources resources = parallax.resources()) {
            KafkaLog log = broker.log();
            TopicReader reader = resources.open(() -> new TopicReader(log));
            OutputStream out = follow ? parallax.output() : new BufferedOutputStream(parallax.output(), 1 << 16);
            if (follow) {
                reader.follow(from == Start.EARLIEST, record -> print(record, out));
            } else {
                reader.readToNow(record -> print(record, out));
            }
            out.flush();
        }
        return Parallax.DONE;
    }

    private boolean print(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        byte[] line = new byte[(keys ? length(record.key()) + 1 : 0) + length(record.value()) + 1];
        int end = 0;
        if (keys) {
            end = put(record.key(), line, end);
            line[end++] = '\t';
        }
        end = put(record.value(), line, end);
        line[end] = '\n';
        out.write(Terminal.isOutput() ? visible(line) : line);
        return max == null || ++printed < max;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static int put(byte[] bytes, byte[] line, int at) {
        if (bytes != null) {
            System.arraycopy(bytes, 0, line, at, bytes.length);
        }
        return at + length(bytes);
    }

    private static byte[] visible(byte[] line) {
        String text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
        return (VisibleText.uncut(text) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
