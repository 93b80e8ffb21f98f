package dev.parallax.shared.view;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRecord;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Keeps views. A view is what the writers of one job wrote, each a sequence of {@link ViewRecord}s that a reader sees in whole transactions;
 * several versions of a view are several views with names of their own.
 */
public interface ViewStore extends AutoCloseable {
    /**
     * The store that a URI names: {@code kafka://HOST:PORT/PREFIX} (one topic per view, its name begins with the prefix) or {@code file:DIRECTORY}.
     *
     * @throws IllegalArgumentException if there is no such kind of store
     */
    static ViewStore at(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        return switch (scheme) {
            case "kafka" -> {
                String prefix = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
                if (uri.getAuthority() == null || prefix.isEmpty()) {
                    throw new IllegalArgumentException(
                            "The views' address must be of the form kafka://HOST:PORT/PREFIX.");
                }
                yield new KafkaViewStore(uri.getAuthority(), prefix);
            }
            case "file" -> new FileViewStore(Path.of(uri.getSchemeSpecificPart()));
            default ->
                throw new IllegalArgumentException("There is no store for views of the kind '" + scheme
                        + "'; there are kafka://HOST:PORT/PREFIX and file:DIRECTORY.");
        };
    }

    /** Makes room for a view that {@code writers} subtasks will write. */
    void create(String view, int writers);

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
