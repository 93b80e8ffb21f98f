package dev.parallax.connector.cosmos;

import com.azure.core.credential.TokenCredential;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.GatewayConnectionConfig;
import com.azure.cosmos.ThrottlingRetryOptions;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * One container of one Cosmos DB account, and how to get in.
 *
 * <p>It is immutable and serializable: a job carries it to its tasks, the account's key included. Its text and its
 * messages never have the key or a token in them.
 */
public final class CosmosConnection implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String SCHEME = "cosmos";
    private static final String KEY_VARIABLE = "COSMOS_KEY";
    /**
     * Published by Microsoft for its emulator, and the key of this project's one too. It is no secret.
     */
    private static final String EMULATORS_KEY =
            "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private final String authority;
    private final boolean tls;
    private final String database;
    private final String container;
    private final Secret key;
    private final SerializableSupplier<TokenCredential> credential;
    private final int throttlingRetries;

    private CosmosConnection(
            String authority,
            boolean tls,
            String database,
            String container,
            Secret key,
            SerializableSupplier<TokenCredential> credential,
            int throttlingRetries) {
        this.authority = authority;
        this.tls = tls;
        this.database = database;
        this.container = container;
        this.key = key;
        this.credential = credential;
        this.throttlingRetries = throttlingRetries;
    }

    /**
     * Reads {@code cosmos://ACCOUNT.documents.azure.com/DATABASE/CONTAINER}, or for an emulator without TLS
     * {@code cosmos://127.0.0.1:PORT/DATABASE/CONTAINER?tls=false}. The key comes from the environment variable
     * COSMOS_KEY; without TLS and without the variable it is the one that emulators have.
     *
     * @throws IllegalArgumentException if it is none of these, with a sentence for the user
     */
    public static CosmosConnection parse(String uri) {
        return parse(uri, System.getenv());
    }

    /** As {@link #parse(String)}, with an environment of one's choice. */
    public static CosmosConnection parse(String text, Map<String, String> environment) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException failure) {
            // Neither the text nor the cause is shown: somebody may have put a key into it.
            throw new IllegalArgumentException("The address of a Cosmos DB container is not a URI.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "A key has no place in the address of a Cosmos DB container: the variable " + KEY_VARIABLE
                            + " of the environment takes it.");
        }
        String[] path = Objects.requireNonNullElse(uri.getPath(), "").split("/", -1);
        if (!SCHEME.equals(uri.getScheme())
                || uri.getHost() == null
                || path.length != 3
                || path[1].isBlank()
                || path[2].isBlank()) {
            throw new IllegalArgumentException(
                    "A Cosmos DB container is given as cosmos://HOST[:PORT]/DATABASE/CONTAINER"
                            + " with ?tls=false for an emulator.");
        }
        boolean tls = tls(uri.getRawQuery());
        String authority = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String key = environment.getOrDefault(KEY_VARIABLE, tls ? null : EMULATORS_KEY);
        CosmosConnection connection = new CosmosConnection(authority, tls, path[1], path[2], null, null, 9);
        return key == null ? connection : connection.withKey(key);
    }

    private static boolean tls(String query) {
        if (query == null || query.equals("tls=true")) {
            return true;
        }
        if (query.equals("tls=false")) {
            return false;
        }
        throw new IllegalArgumentException(
                "The address of a Cosmos DB container takes tls=true or tls=false after its question mark, and nothing else.");
    }

    /**
     * A container of the account at an endpoint.
     *
     * @param endpoint as Azure's portal shows it, such as {@code https://ACCOUNT.documents.azure.com:443/}
     */
    public static CosmosConnection of(String endpoint, String database, String container) {
        URI uri = URI.create(endpoint);
        boolean tls = !"http".equals(uri.getScheme());
        return new CosmosConnection(uri.getAuthority(), tls, database, container, null, null, 9);
    }

    /**
     * With a key of the account.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    public CosmosConnection withKey(String accountKey) {
        try {
            Base64.getDecoder().decode(accountKey);
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException("The key for " + this + " is not in base64, as a Cosmos DB key is.");
        }
        return new CosmosConnection(
                authority, tls, database, container, new Secret(accountKey), null, throttlingRetries);
    }

    /**
     * With tokens of Entra ID instead of a key.
     *
     * @param supplier is called once per client, on the machine of the task
     */
    public CosmosConnection withCredential(SerializableSupplier<TokenCredential> supplier) {
        return new CosmosConnection(authority, tls, database, container, null, supplier, throttlingRetries);
    }

    /** Another container of the same database. */
    public CosmosConnection withContainer(String other) {
        return new CosmosConnection(authority, tls, database, other, key, credential, throttlingRetries);
    }

    /**
     * How often the SDK itself repeats a request that got a 429, before its user sees that; 9 unless told. It waits for
     * as long as the server asks it to, at most 30 s in all.
     */
    public CosmosConnection withThrottlingRetries(int retries) {
        return new CosmosConnection(authority, tls, database, container, key, credential, retries);
    }

    public String database() {
        return database;
    }

    public String container() {
        return container;
    }

    /**
     * Looks whether there is a way in.
     *
     * @throws IllegalArgumentException if there is neither a key nor a credential
     */
    public void requireCredential() {
        if (key == null && credential == null) {
            throw new IllegalArgumentException(
                    "There is no key for " + this + ": the variable " + KEY_VARIABLE + " of the environment takes it.");
        }
    }

    /**
     * Connects; the first client of a process takes some seconds. The caller closes it.
     *
     * <p>This is the one place where the SDK is told that plain HTTP is allowed, by the system property
     * {@code COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED}, which it reads when its first client is built; unless the
     * process has set that property. Endpoints of https are not affected. In a process that has built a client of its
     * own before, the property comes too late for emulators without TLS.
     *
     * @throws IOException if the account cannot be reached or refuses the credential, with a sentence for the user
     */
    public CosmosAsyncClient newClient() throws IOException {
        requireCredential();
        System.getProperties().putIfAbsent("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
        CosmosClientBuilder builder = new CosmosClientBuilder()
                .endpoint((tls ? "https://" : "http://") + authority + "/")
                .gatewayMode(new GatewayConnectionConfig())
                // Emulators give addresses of their own, which need not be good outside their container.
                .endpointDiscoveryEnabled(authority.contains(".documents.azure."))
                .throttlingRetryOptions(new ThrottlingRetryOptions()
                        .setMaxRetryAttemptsOnThrottledRequests(throttlingRetries)
                        .setMaxRetryWaitTime(Duration.ofSeconds(30)))
                .contentResponseOnWriteEnabled(false)
                .userAgentSuffix("flink-connector-cosmos");
        if (key != null) {
            builder.key(key.reveal());
        } else {
            builder.credential(credential.get());
        }
        try {
            return builder.buildAsyncClient();
        } catch (RuntimeException failure) {
            throw new IOException("Connecting to " + this + " failed: " + reason(failure));
        }
    }

    /** The SDK's messages carry kilobytes of diagnostics, but for the short one. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CosmosException cosmos) {
                return cosmos.getStatusCode() == 401 || cosmos.getStatusCode() == 403
                        ? "it refuses the credential (" + cosmos.getStatusCode() + ")."
                        : "status " + cosmos.getStatusCode() + ", " + cosmos.getShortMessage();
            }
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        int diagnostics = message.indexOf('{');
        return message.contains("Unauthorized")
                ? "it refuses the credential (401)."
                : diagnostics < 0 ? message : message.substring(0, diagnostics);
    }

    /** The address, without the key. */
    @Override
    public String toString() {
        return SCHEME + "://" + authority + "/" + database + "/" + container + (tls ? "" : "?tls=false");
    }
}
