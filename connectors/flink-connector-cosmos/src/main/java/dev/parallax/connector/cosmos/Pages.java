package dev.parallax.connector.cosmos;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The results of a query, of which one page at a time is held. Each is asked for by itself: in one stream, the SDK
 * fetches pages ahead of a slow reader, up to all there are.
 */
final class Pages implements Iterator<ObjectNode> {
    private static final int LARGEST_PAGE = 1000;

    private final CosmosAsyncContainer container;
    private final SqlQuerySpec query;
    private final CosmosQueryRequestOptions options;
    private Iterator<ObjectNode> page = Collections.emptyIterator();
    private String continuation;
    private boolean started;

    Pages(CosmosAsyncContainer container, SqlQuerySpec query, CosmosQueryRequestOptions options) {
        this.container = container;
        this.query = query;
        this.options = options;
    }

    @Override
    public boolean hasNext() {
        // A page may be empty and yet not the last one.
        while (!page.hasNext() && (!started || continuation != null)) {
            started = true;
            FeedResponse<ObjectNode> response = Replies.repeat(() -> container
                    .queryItems(query, options, ObjectNode.class)
                    .byPage(continuation, LARGEST_PAGE)
                    .next());
            continuation = response == null ? null : response.getContinuationToken();
            page = response == null
                    ? Collections.emptyIterator()
                    : response.getResults().iterator();
        }
        return page.hasNext();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more items");
        }
        return page.next();
    }
}
