package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request's path to what answers it. */
final class Routes implements HttpHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Routes.class);
    private static final String WHAT_THIS_IS =
            "This is Parallax's emulator of a part of Azure Cosmos DB for NoSQL, and no Azure"
                    + " service: all in memory, one partition key range, no indexes, no throughput. It does items (create, read,"
                    + " replace, upsert, delete, patch, bulk), ETags, pages, and SELECT * FROM c WHERE c.path = constant AND ...;"
                    + " to everything else it answers 501.";

    private final Account account = new Account();
    private final Authorization authorization;
    private final Faults faults;
    private final String endpoint;

    Routes(Authorization authorization, Faults faults, String endpoint) {
        this.authorization = authorization;
        this.faults = faults;
        this.endpoint = endpoint;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = Request.of(exchange);
        Answer answer;
        try {
            if (request.path().isEmpty() && request.header("Authorization") == null) {
                // Somebody with a browser.
                Answer.of(200, Json.object().put("banner", WHAT_THIS_IS)).send(exchange);
                return;
            }
            authorization.check(request);
            if (request.resourceType().equals("docs")) {
                faults.mayDelay();
                faults.mayFail();
            }
            answer = answer(request);
        } catch (Refusal refusal) {
            answer = Answer.of(refusal);
        } catch (InterruptedException stopped) {
            exchange.close();
            return;
        } catch (RuntimeException defect) {
            LOGGER.error("{} {} failed", request.method(), exchange.getRequestURI(), defect);
            answer = Answer.of(new Refusal(500, 0, "This emulator has a defect: " + defect));
        }
        if (request.resourceType().equals("docs") && faults.dropsAnswer()) {
            exchange.close();
        } else {
            answer.send(exchange);
        }
    }

    private Answer answer(Request request) throws Refusal {
        String shape = shape(request);
        return switch (shape) {
            case "GET" -> Answer.of(200, description());
            case "GET dbs" -> Answer.of(200, account.listDatabases());
            case "POST dbs" -> created(request, account::createDatabase);
            case "GET dbs *" -> metadata(account.database(request.path().get(1), false));
            case "DELETE dbs *" -> {
                account.database(request.path().get(1), true);
                yield Answer.withoutContent(204);
            }
            case "GET dbs * colls" ->
                Answer.of(200, account.listContainers(request.path().get(1)));
            case "POST dbs * colls" ->
                created(request, body -> account.createContainer(request.path().get(1), body));
            case "GET dbs * colls *" -> metadata(container(request).definition());
            case "DELETE dbs * colls *" -> {
                account.deleteContainer(request.path().get(1), request.path().get(3));
                yield Answer.withoutContent(204);
            }
            case "GET dbs * colls * pkranges" -> partitionKeyRanges(request, container(request));
            default -> {
                if (shape.endsWith(" dbs * colls * docs")) {
                    yield new Documents(container(request), faults).feed(request);
                }
                if (shape.endsWith(" dbs * colls * docs *")) {
                    yield new Documents(container(request), faults)
                            .item(request, request.path().get(5));
                }
                throw Refusal.notImplemented(request.method() + " of /" + String.join("/", request.path()));
            }
        };
    }

    /** The method and the path, with a star for each name in it. */
    private static String shape(Request request) {
        StringBuilder shape = new StringBuilder(request.method());
        for (int index = 0; index < request.path().size(); index++) {
            shape.append(' ').append(index % 2 == 0 ? request.path().get(index) : "*");
        }
        return shape.toString();
    }

    private Container container(Request request) throws Refusal {
        Container container =
                account.container(request.path().get(1), request.path().get(3));
        String meant = request.header("x-ms-cosmos-intended-collection-rid");
        if (meant != null && !meant.equals(ResourceIds.text(container.rid()))) {
            // So clients learn that a container was deleted and made anew under its old name.
            throw new Refusal(400, 1024, "The container of that name is another one now.");
        }
        return container;
    }

    private static Answer created(Request request, Creation creation) throws Refusal {
        if (request.hasFlag("x-ms-documentdb-isquery")) {
            throw Refusal.notImplemented("queries for databases and containers");
        }
        ObjectNode definition = creation.create(request.object());
        return Answer.of(201, definition)
                .with("etag", definition.path("_etag").textValue())
                .with("x-ms-request-charge", "1");
    }

    private static Answer metadata(ObjectNode definition) {
        return Answer.of(200, definition)
                .with("etag", definition.path("_etag").textValue())
                .with("x-ms-request-charge", "1");
    }

    private static Answer partitionKeyRanges(Request request, Container container) {
        String rid = ResourceIds.text(container.rid());
        String etag = "\"" + rid + "\"";
        // It never splits: whoever has seen it once has nothing to learn.
        if (etag.equals(request.header("If-None-Match"))) {
            return Answer.withoutContent(304).with("etag", etag);
        }
        ObjectNode feed = Json.object().put("_rid", rid).put("_count", 1);
        ObjectNode range = feed.putArray("PartitionKeyRanges")
                .addObject()
                .put("_rid", rid)
                .put("id", "0")
                .put("minInclusive", "")
                .put("maxExclusive", "FF")
                .put("ridPrefix", 0)
                .put("throughputFraction", 1)
                .put("status", "online")
                .put("_self", container.self() + "pkranges/0/")
                .put("_etag", etag)
                .put("_ts", 0);
        range.putArray("parents");
        return Answer.of(200, feed).with("etag", etag).with("x-ms-item-count", "1");
    }

    private ObjectNode description() {
        ObjectNode description = Json.object()
                .put("id", "cosmos-emulator")
                .put("_self", "")
                .put("_rid", "127.0.0.1")
                .put("_dbs", "//dbs/")
                .put("media", "//media/")
                .put("addresses", "//addresses/")
                .put("banner", WHAT_THIS_IS)
                .put("enableMultipleWriteLocations", false);
        for (String locations : new String[] {"writableLocations", "readableLocations"}) {
            description.putArray(locations).addObject().put("name", "here").put("databaseAccountEndpoint", endpoint);
        }
        description.putObject("userConsistencyPolicy").put("defaultConsistencyLevel", "Session");
        description
                .putObject("userReplicationPolicy")
                .put("asyncReplication", false)
                .put("minReplicaSetSize", 1)
                .put("maxReplicasetSize", 1);
        description
                .putObject("systemReplicationPolicy")
                .put("minReplicaSetSize", 1)
                .put("maxReplicasetSize", 1);
        description.putObject("readPolicy").put("primaryReadCoefficient", 1).put("secondaryReadCoefficient", 1);
        return description.put("queryEngineConfiguration", "{}");
    }

    private interface Creation {
        ObjectNode create(ObjectNode body) throws Refusal;
    }
}
