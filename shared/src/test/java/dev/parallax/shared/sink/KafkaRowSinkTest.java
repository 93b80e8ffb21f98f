package dev.parallax.shared.sink;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaUnreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaRowSinkTest {
    @Test
    void aBrokerThatIsNotThereIsNamedBeforeTheStart() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        RowSink sink = new KafkaRowSink(
                KafkaConnection.to("127.0.0.1:" + port), "rows", "query", Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThatExceptionOfType(KafkaUnreachable.class)
                .isThrownBy(sink::prepare)
                .withMessage(
                        "Kafka at 127.0.0.1:" + port
                                + " cannot be reached: is it running, and is the address right (and --kafka-config, if it wants SASL or TLS)?");
    }
}
