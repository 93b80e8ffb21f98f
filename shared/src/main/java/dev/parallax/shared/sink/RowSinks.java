package dev.parallax.shared.sink;

import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.topic.TopicSink;
import dev.parallax.shared.topic.TransactionTimeout;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The sinks by their addresses. */
public final class RowSinks {
    private static final String KINDS = "There are console, file:DIRECTORY, kafka:TOPIC, kafka://HOST:PORT/TOPIC,"
            + " redis://[USER:PASSWORD@]HOST:PORT[/DATABASE][#PREFIX], rediss: likewise with TLS,"
            + " cosmos://ACCOUNT.documents.azure.com/DATABASE/CONTAINER, and blackhole.";

    /** A sink that may fail the job is waited for as long as the connectors do. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration BROKERS_PATIENCE = Duration.ofSeconds(10);

    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    private static final Pattern BROKERS = Pattern.compile(
            "([^\\s:/,@\\[\\]]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}(,([^\\s:/,@\\[\\]]+|\\[[0-9a-fA-F:.]+]):\\d{1,5})*");

    private RowSinks() {}

    /**
     * The sink that an address names:
     *
     * <ul>
     *   <li>{@code console}: a table for each trigger
     *   <li>{@code file:DIRECTORY}: what {@link RowSinkSettings#files} makes
     *   <li>{@code kafka:TOPIC} on the query's own broker, or {@code kafka://HOST:PORT/TOPIC}
     *   <li>{@code redis://[USER:PASSWORD@]HOST:PORT[/DATABASE][#PREFIX]}, or {@code rediss:} for TLS: keys that begin with the prefix, {@code parallax} unless told
     *   <li>{@code cosmos://ACCOUNT.documents.azure.com/DATABASE/CONTAINER}: the account's key is in the environment as COSMOS_KEY
     *   <li>{@code blackhole}: nothing is kept
     * </ul>
     *
     * Nothing is connected to yet: see {@link RowSink#prepare}. Where the settings name a directory for parked rows, the sink parks what cannot be written.
     *
     * @throws IllegalArgumentException if there is no such sink, or it cannot park where it should; the message never shows the address, which may hold a
     *     password
     */
    public static RowSink at(String address, RowSinkSettings settings) {
        RowSink sink = of(address, settings);
        if (settings.parked() == null) {
            return sink;
        }
        if (sink instanceof RedisRowSink || sink instanceof CosmosRowSink) {
            return new ParkingRowSink(sink, settings.parked());
        }
        throw new IllegalArgumentException("The sink " + sink.name()
                + " cannot park rows: only redis: and cosmos: can, which write each row by itself.");
    }

    private static RowSink of(String address, RowSinkSettings settings) {
        if (address.equals("console")) {
            return new ConsoleRowSink(settings.rows());
        }
        if (address.equals("blackhole")) {
            return new BlackholeRowSink();
        }
        if (address.startsWith("file:")) {
            return file(address.substring("file:".length()), settings);
        }
        if (address.startsWith("kafka:") && !address.startsWith("kafka://")) {
            return kafka(
                    settings.kafka(), address.substring("kafka:".length()), TopicSink.TRANSACTION_TIMEOUT, settings);
        }
        URI uri = uri(address);
        Duration patience = settings.parked() == null ? PATIENCE : settings.parkAfter();
        return switch (uri.getScheme() == null ? "" : uri.getScheme()) {
            case "kafka" -> {
                String path = uri.getPath() == null ? "" : uri.getPath();
                if (uri.getRawAuthority() == null
                        || !BROKERS.matcher(uri.getRawAuthority()).matches()
                        || path.length() < 2) {
                    throw new IllegalArgumentException(
                            "The address of a sink in Kafka must be of the form kafka://HOST:PORT/TOPIC or kafka:TOPIC.");
                }
                yield kafka(uri.getRawAuthority(), path.substring(1), TransactionTimeout.in(uri), settings);
            }
            case "redis", "rediss" -> {
                String prefix = uri.getFragment();
                yield new RedisRowSink(
                        RedisConnectionConfig.parse(address.replaceFirst("#.*", "")),
                        prefix == null || prefix.isEmpty() ? "parallax" : prefix,
                        patience);
            }
            case "cosmos" -> {
                CosmosConnection connection = CosmosConnection.parse(address);
                connection.requireCredential();
                yield new CosmosRowSink(connection, patience);
            }
            default -> throw new IllegalArgumentException("There is no such sink. " + KINDS);
        };
    }

    /** The class for files is not here: whoever assembles the query knows the formats. */
    private static RowSink file(String directory, RowSinkSettings settings) {
        if (settings.files() == null || directory.isBlank()) {
            throw new IllegalArgumentException(
                    directory.isBlank()
                            ? "The sink file: must name a directory, like file:out."
                            : "There is no sink for files here.");
        }
        return settings.files().apply(Path.of(directory.replaceFirst("^//(?=/)", "")));
    }

    private static RowSink kafka(
            String bootstrapServers, String topic, Duration transactions, RowSinkSettings settings) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "The sink in Kafka must name a topic of at most 249 letters, digits, dots,"
                            + " hyphens and underscores, like kafka:results.");
        }
        if (bootstrapServers == null) {
            throw new IllegalArgumentException("The sink kafka:" + topic
                    + " has no broker: read from one with --kafka, or name one, like kafka://127.0.0.1:9092/" + topic
                    + ".");
        }
        return new KafkaRowSink(
                new KafkaConnection(bootstrapServers, settings.kafkaSettings()),
                topic,
                settings.query(),
                BROKERS_PATIENCE,
                transactions);
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "That is no address of a sink: " + e.getReason() + " at character " + (e.getIndex() + 1) + ".");
        }
    }
}
