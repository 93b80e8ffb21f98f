package dev.parallax.comparison.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.comparison.cli.Launched;
import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query whose process is held up (SIGSTOP) until the broker has aborted its transactions. */
@Tag("outages")
class PausedProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingIsCountedTwice() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            Owls owls = new Owls(kafka.bootstrapServers());
            owls.createTopics();
            try (Launched query = query(kafka.bootstrapServers())) {
                int sent = strikeInATransaction(owls, query);
                await().atMost(PATIENCE).until(() -> !owls.isWriting());
                assertThat(owls.counted()).as("what the broker has aborted").isLessThan(sent);
                query.signal("CONT");

                owls.send(300);
                await().atMost(PATIENCE).until(() -> owls.counted() == sent + 300);
                assertThat(query.process().isAlive()).isTrue();
            }
        }
    }

    /** Transactions are short: it takes some attempts to stop the query in one. */
    private static int strikeInATransaction(Owls owls, Launched query) throws Exception {
        for (int sent = 100; sent <= MOST; sent += 100) {
            int all = sent;
            owls.send(100);
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> owls.isWriting() || owls.counted() == all);
            query.signal("STOP");
            if (owls.isWriting()) {
                return all;
            }
            query.signal("CONT");
            await().atMost(PATIENCE).until(() -> owls.counted() == all);
        }
        throw new AssertionError("The query could not be stopped in a transaction.");
    }

    private Launched query(String address) throws IOException {
        return Launched.parallax(
                directory.resolve("query"),
                "run stream --pipeline words --window global --trigger 1s --topic events --kafka ADDRESS --checkpoint STATE --sink SINK"
                        .replace("ADDRESS", address)
                        .replace("STATE", directory.resolve("state").toString())
                        .replace("SINK", "kafka://" + address + "/rows?transaction.timeout.ms=6000")
                        .split(" "));
    }
}
