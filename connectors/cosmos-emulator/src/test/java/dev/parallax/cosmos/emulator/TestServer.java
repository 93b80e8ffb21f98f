package dev.parallax.cosmos.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.GatewayConnectionConfig;
import com.azure.cosmos.ThrottlingRetryOptions;
import java.io.IOException;
import java.util.UUID;

/**
 * What the tests run against: an emulator of their own, or the server that PARALLAX_TEST_COSMOS_ENDPOINT and
 * PARALLAX_TEST_COSMOS_KEY name.
 */
final class TestServer implements AutoCloseable {
    private final CosmosEmulator emulator;
    final String endpoint;
    final String key;
    final String database = "parallax-test-" + UUID.randomUUID();

    private TestServer(CosmosEmulator emulator, String endpoint, String key) {
        this.emulator = emulator;
        this.endpoint = endpoint;
        this.key = key;
    }

    static TestServer start() throws IOException {
        System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
        String endpoint = System.getenv("PARALLAX_TEST_COSMOS_ENDPOINT");
        if (endpoint != null) {
            return new TestServer(null, endpoint, System.getenv("PARALLAX_TEST_COSMOS_KEY"));
        }
        CosmosEmulator emulator = CosmosEmulator.start(0);
        return new TestServer(emulator, emulator.endpoint(), emulator.key());
    }

    CosmosClientBuilder client() {
        return client(key, 9);
    }

    CosmosClientBuilder client(String otherKey, int throttlingRetries) {
        return new CosmosClientBuilder()
                .endpoint(endpoint)
                .key(otherKey)
                .gatewayMode(new GatewayConnectionConfig())
                .endpointDiscoveryEnabled(false)
                .throttlingRetryOptions(
                        new ThrottlingRetryOptions().setMaxRetryAttemptsOnThrottledRequests(throttlingRetries));
    }

    /** The emulator itself, for tests that need more than any Cosmos DB offers. */
    CosmosEmulator emulator() {
        assumeTrue(emulator != null, "Only the emulator can be told to misbehave");
        return emulator;
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
