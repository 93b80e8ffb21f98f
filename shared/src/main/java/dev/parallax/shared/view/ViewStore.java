package dev.parallax.shared.view;

import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaSettings;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.topic.TransactionTimeout;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Keeps views. A view is what the writers of one job wrote, each a sequence of {@link ViewRecord}s that a reader sees in whole transactions;
 * several versions of a view are several views with names of their own.
 */
public interface ViewStore extends AutoCloseable {
    /**
     * The store that a URI names:
     *
     * <ul>
     *   <li>{@code kafka://HOST:PORT/PREFIX[?transaction.timeout.ms=NUMBER]}: one topic per view, its name begins with the prefix
     *   <li>{@code redis://[USER:PASSWORD@]HOST:PORT[/DATABASE][#PREFIX]}, or {@code rediss:} for TLS: keys that begin with the prefix
     *   <li>{@code cosmos://ACCOUNT.documents.azure.com/DATABASE/CONTAINER}: the account's key is in the environment as COSMOS_KEY
     *   <li>{@code file:DIRECTORY}
     * </ul>
     *
     * Nothing is connected to yet.
     *
     * @throws IllegalArgumentException if there is no such kind of store, or not at such an address; the message never shows the address
     */
    static ViewStore at(URI uri) {
        return at(uri, KafkaSettings.none());
    }

    /**
     * The same, where a Kafka may want to be spoken to in its own way.
     *
     * @param kafkaSettings for {@code kafka:} alone
     * @throws IllegalArgumentException as {@link #at(URI)} does
     */
    static ViewStore at(URI uri, KafkaSettings kafkaSettings) {
        String scheme = uri.getScheme();
        if (scheme == null) {
            throw new IllegalArgumentException(
                    "The address of views begins with the kind of their store, kafka:, redis:,"
                            + " cosmos: or file:, which " + uri + " does not.");
        }
        return switch (scheme) {
            case "kafka" -> {
                String prefix = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
                if (uri.getAuthority() == null || prefix.isEmpty()) {
                    throw new IllegalArgumentException(
                            "The views' address must be of the form kafka://HOST:PORT/PREFIX.");
                }
                yield new KafkaViewStore(
                        new KafkaConnection(uri.getAuthority(), kafkaSettings), prefix, TransactionTimeout.in(uri));
            }
            case "redis", "rediss" -> {
                String address = uri.toString().replaceFirst("#.*", "");
                yield new RedisViewStore(
                        RedisConnectionConfig.parse(address),
                        uri.getFragment() == null || uri.getFragment().isEmpty() ? "parallax" : uri.getFragment());
            }
            case "cosmos" -> new CosmosViewStore(CosmosConnection.parse(uri.toString()));
            case "file" -> new FileViewStore(Path.of(uri.getSchemeSpecificPart()));
            default ->
                throw new IllegalArgumentException("There is no store for views of the kind '" + scheme
                        + "'; there are kafka:, redis:, cosmos: and file:.");
        };
    }

    /** Makes room for a view that {@code writers} subtasks will write. */
    void create(String view, int writers);

    /** The same for a run that begins anew: what an earlier one has left under that name is gone. */
    default void createEmpty(String view, int writers) {
        drop(view);
        create(view, writers);
    }

    /** Where a job writes the view: what a reader sees of it in the end is as if each record had been written once. */
    <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline);

    /** Reads the view from its beginning. */
    <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline);

    /** Removes the view, if there is one. */
    void drop(String view);

    /** Removes the rows of all epochs up to this one, which no reader asks for any more, from a store that can remove rows. */
    void forget(String view, int epoch);

    /** Lets readers of {@code name} see {@code view} from now on: one atomic write. */
    void serve(String name, String view);

    /** Which view readers of {@code name} see; null before the first {@link #serve}. */
    String served(String name);

    @Override
    void close();
}
