package dev.parallax.shared.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTimeoutTest {
    @Test
    void isWhatABrokerAllowsUnlessAnAddressSaysOtherwise() {
        assertThat(TransactionTimeout.in(URI.create("kafka://127.0.0.1:9092/views")))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(TransactionTimeout.in(URI.create("kafka://127.0.0.1:9092/views?transaction.timeout.ms=5000")))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction.timeout.ms=0",
                "transaction.timeout.ms=1h",
                "timeout=5000",
                "transaction.timeout.ms=1&a=b"
            })
    void nothingElseMayBeSaid(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransactionTimeout.in(URI.create("kafka://127.0.0.1:9092/views?" + query)))
                .withMessageContaining("?transaction.timeout.ms=MILLISECONDS");
    }
}
