package dev.parallax.connector.cosmos.sink;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBulkItemResponse;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosItemOperationType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.Replies;
import java.time.Duration;
import java.util.Objects;

/**
 * What came back for one operation.
 *
 * @param status 0 if nothing came back, as from a lost connection
 * @param etag of the item afterwards; null if there is none
 * @param item null unless it was read
 * @param message for people
 */
record Reply(int status, int substatus, String etag, ObjectNode item, Duration retryAfter, String message) {
    static Reply to(CosmosBulkOperationResponse<?> response) {
        CosmosBulkItemResponse reply = response.getResponse();
        if (reply == null) {
            return of(response.getException());
        }
        boolean read = reply.getStatusCode() == 200
                && response.getOperation().getOperationType() == CosmosItemOperationType.READ;
        return new Reply(
                reply.getStatusCode(),
                reply.getSubStatusCode(),
                reply.getETag(),
                read ? reply.getItem(ObjectNode.class) : null,
                Objects.requireNonNullElse(reply.getRetryAfterDuration(), Duration.ZERO),
                "");
    }

    /** @param failure null if the answer is missing without one */
    static Reply of(Throwable failure) {
        if (failure instanceof CosmosException cosmos) {
            return new Reply(
                    cosmos.getStatusCode(),
                    cosmos.getSubStatusCode(),
                    null,
                    null,
                    Objects.requireNonNullElse(cosmos.getRetryAfterDuration(), Duration.ZERO),
                    Objects.requireNonNullElse(cosmos.getShortMessage(), ""));
        }
        String message = failure == null ? "no answer came" : failure.toString();
        return new Reply(0, 0, null, null, Duration.ZERO, message);
    }

    boolean isDone() {
        return status >= 200 && status < 300;
    }

    boolean isPassing() {
        return Replies.isPassing(status);
    }

    /** The item itself is not to Cosmos DB's taste, whatever else may be right. */
    boolean refusesTheItem() {
        return status == 400 || status == 413;
    }

    /** Tells a missing item from a missing container. */
    boolean itemIsMissing() {
        return status == 404 && substatus != 1003;
    }

    /** The status, what it means, and what the server or the SDK says about it. */
    String reason() {
        String meaning = switch (status) {
            case 0 -> "no answer";
            case 400 -> "400, a bad request";
            case 401 -> "401, the credential is refused";
            case 403 -> "403, this is forbidden to the credential";
            case 404 -> "404, it does not exist";
            case 413 -> "413, it is too large";
            case 429 -> "429, the request rate is too large";
            default -> "status " + status;
        };
        return meaning
                + (substatus == 0 ? "" : " (substatus " + substatus + ")")
                + (message.isBlank() ? "" : ": " + message);
    }
}
