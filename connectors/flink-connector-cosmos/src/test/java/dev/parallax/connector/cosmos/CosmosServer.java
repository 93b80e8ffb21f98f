package dev.parallax.connector.cosmos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.cosmos.CosmosAsyncClient;
import dev.parallax.cosmos.emulator.CosmosEmulator;
import dev.parallax.cosmos.emulator.Faults;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the tests run against: an emulator of their own, or the server that PARALLAX_TEST_COSMOS_ENDPOINT and
 * PARALLAX_TEST_COSMOS_KEY name.
 */
public final class CosmosServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final String database = "parallax-test-" + UUID.randomUUID();
    private CosmosEmulator emulator;
    private String endpoint;
    private String key;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        endpoint = System.getenv("PARALLAX_TEST_COSMOS_ENDPOINT");
        key = System.getenv("PARALLAX_TEST_COSMOS_KEY");
        if (endpoint == null) {
            emulator = CosmosEmulator.start(0);
            endpoint = emulator.endpoint();
            key = emulator.key();
        }
    }

    /** To a container that nobody has used, nor made yet. */
    public CosmosConnection fresh() {
        return CosmosConnection.of(endpoint, database, "items-" + UUID.randomUUID())
                .withKey(key);
    }

    /** To a container that is there and empty. */
    public CosmosConnection empty() throws Exception {
        CosmosConnection connection = fresh();
        CosmosItems.createIfAbsent(connection).close();
        return connection;
    }

    public String key() {
        return key;
    }

    public CosmosEmulator emulator() {
        assumeTrue(emulator != null, "Only the emulator can be told to misbehave");
        return emulator;
    }

    public Faults faults() {
        return emulator().faults();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (emulator != null) {
            emulator.faults().clear();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (emulator != null) {
            emulator.close();
            return;
        }
        try (CosmosAsyncClient client = fresh().newClient()) {
            client.getDatabase(database).delete().block();
        }
    }
}
