package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The requests about the items of one container. */
final class Documents {
    /** The service's limits for one request, which the SDK's batches keep to. */
    private static final int LARGEST_REQUEST = 2 << 20;

    private static final int MOST_OPERATIONS = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int USUAL_PAGE = 100;

    private final Container container;
    private final Faults faults;

    Documents(Container container, Faults faults) {
        this.container = container;
        this.faults = faults;
    }

    /** Of the path {@code /docs}. */
    Answer feed(Request request) throws Refusal {
        if (request.method().equals("GET")) {
            if (request.header("A-IM") != null) {
                throw Refusal.notImplemented("the change feed");
            }
            faults.mayThrottle();
            return page(request, Query.ALL);
        }
        if (!request.method().equals("POST")) {
            throw Refusal.notImplemented(request.method() + " of items without an id");
        }
        if (request.hasFlag("x-ms-cosmos-is-batch-request")) {
            if (request.hasFlag("x-ms-cosmos-batch-atomic")) {
                throw Refusal.notImplemented("transactional batches");
            }
            return bulk(request);
        }
        if (request.hasFlag("x-ms-cosmos-is-query-plan-request")) {
            parse(request);
            return QueryPlan.answer();
        }
        faults.mayThrottle();
        if (request.hasFlag("x-ms-documentdb-isquery")
                || "application/query+json".equals(request.header("Content-Type"))) {
            return page(request, parse(request));
        }
        refuseWhatIsNotDone(request);
        String operation = request.hasFlag("x-ms-documentdb-is-upsert") ? "upsert" : "create";
        ObjectNode item = request.object();
        String id = item.path("id").asText();
        return answer(request, perform(operation, partition(request, item), id, item, request.header("If-Match")));
    }

    /** Of the path {@code /docs/ID}. */
    Answer item(Request request, String id) throws Refusal {
        faults.mayThrottle();
        refuseWhatIsNotDone(request);
        String operation = switch (request.method()) {
            case "GET" -> "read";
            case "PUT" -> "replace";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> throw Refusal.notImplemented(request.method() + " of an item");
        };
        JsonNode body = operation.equals("replace") || operation.equals("patch") ? request.json() : null;
        String partition = partition(request, body instanceof ObjectNode item ? item : Json.object());
        Result result = perform(operation, partition, id, body, request.header("If-Match"));
        if (operation.equals("read") && result.item.etag().equals(request.header("If-None-Match"))) {
            return dressed(Answer.withoutContent(304), result);
        }
        return answer(request, result);
    }

    private static void refuseWhatIsNotDone(Request request) throws Refusal {
        for (String header :
                new String[] {"x-ms-documentdb-pre-trigger-include", "x-ms-documentdb-post-trigger-include"}) {
            if (request.header(header) != null) {
                throw Refusal.notImplemented("triggers");
            }
        }
    }

    private Result perform(String operation, String partition, String id, JsonNode body, String ifMatch)
            throws Refusal {
        return switch (operation) {
            case "read" -> new Result(200, container.read(partition, id));
            case "create" -> new Result(201, container.create(partition, object(body)));
            case "upsert" -> {
                Container.Upserted upserted = container.upsert(partition, object(body), ifMatch);
                yield new Result(upserted.created() ? 201 : 200, upserted.item());
            }
            case "replace" -> new Result(200, container.replace(partition, id, object(body), ifMatch));
            case "patch" -> new Result(200, container.patch(partition, id, Patch.of(body), ifMatch));
            case "delete" -> {
                container.delete(partition, id, ifMatch);
                yield new Result(204, null);
            }
            default -> throw Refusal.notImplemented("the operation '" + operation + "'");
        };
    }

    private static ObjectNode object(JsonNode body) throws Refusal {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.badRequest("An item is a JSON object.");
    }

    private String partition(Request request, ObjectNode item) throws Refusal {
        String header = request.header("x-ms-documentdb-partitionkey");
        if (header == null) {
            if (item.isEmpty()) {
                throw Refusal.badRequest("A request about an item needs its partition key.");
            }
            return container.partitionKey().keyOf(item).toString();
        }
        return container.partitionKey().canonical(header);
    }

    private Answer answer(Request request, Result result) {
        boolean minimal = "return=minimal".equals(request.header("Prefer"))
                && !request.method().equals("GET");
        return dressed(
                result.item == null || minimal
                        ? Answer.withoutContent(result.status)
                        : Answer.of(result.status, result.item.rendered(container)),
                result);
    }

    private Answer dressed(Answer answer, Result result) {
        answer.with("x-ms-request-charge", charge(result.charge())).with("x-ms-session-token", sessionToken());
        return result.item == null ? answer : answer.with("etag", result.item.etag());
    }

    private String sessionToken() {
        return "0:-1#" + container.writes();
    }

    private static String charge(double units) {
        return String.format(Locale.ROOT, "%.2f", units);
    }

    private static Query parse(Request request) throws Refusal {
        ObjectNode body = request.object();
        return QueryParser.query(body.path("query").asText(), body.path("parameters"));
    }

    private Answer page(Request request, Query query) throws Refusal {
        String key = request.header("x-ms-documentdb-partitionkey");
        String partition = key == null ? null : container.partitionKey().canonical(key);
        String continuation = request.header("x-ms-continuation");
        Container.Page page = container.page(
                query,
                partition,
                continuation == null || continuation.isEmpty() ? null : continuation,
                pageSize(request.header("x-ms-max-item-count")));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(utf8("{\"_rid\":\"" + ResourceIds.text(container.rid()) + "\",\"Documents\":["));
        String separator = "";
        for (Item item : page.items()) {
            body.writeBytes(utf8(separator));
            body.writeBytes(item.rendered(container));
            separator = ",";
        }
        body.writeBytes(utf8("],\"_count\":" + page.items().size() + "}"));
        Answer answer = Answer.of(200, body.toByteArray())
                .with("x-ms-item-count", Integer.toString(page.items().size()))
                .with("x-ms-request-charge", charge(2.5 + body.size() / 1024.0 / 10))
                .with("x-ms-session-token", sessionToken());
        return page.continuation() == null ? answer : answer.with("x-ms-continuation", page.continuation());
    }

    private static int pageSize(String header) throws Refusal {
        try {
            int size = header == null ? USUAL_PAGE : Integer.parseInt(header);
            return size <= 0 ? USUAL_PAGE : Math.min(size, LARGEST_PAGE);
        } catch (NumberFormatException failure) {
            throw Refusal.badRequest("The page size '" + header + "' is not a number.");
        }
    }

    private Answer bulk(Request request) throws Refusal {
        if (request.body().length > LARGEST_REQUEST) {
            throw Refusal.tooLarge("The request", request.body().length, LARGEST_REQUEST);
        }
        JsonNode operations = request.json();
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            throw Refusal.badRequest("A bulk request is an array of 1 to " + MOST_OPERATIONS + " operations.");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        double charge = 0;
        boolean allDone = true;
        for (JsonNode operation : operations) {
            body.writeBytes(utf8(body.size() == 0 ? "[" : ","));
            try {
                Result result = perform(operation);
                charge += result.charge();
                write(result, operation.path("minimalReturnPreference").booleanValue(), body);
            } catch (Refusal refusal) {
                allDone = false;
                if (refusal.status == 501) {
                    throw refusal;
                }
                write(refusal, body);
            }
        }
        body.writeBytes(utf8("]"));
        return Answer.of(allDone ? 200 : 207, body.toByteArray())
                .with("x-ms-request-charge", charge(charge))
                .with("x-ms-session-token", sessionToken());
    }

    private Result perform(JsonNode operation) throws Refusal {
        faults.mayThrottle();
        JsonNode body = operation.path("resourceBody");
        String partition = operation.path("partitionKey").isTextual()
                ? container
                        .partitionKey()
                        .canonical(operation.path("partitionKey").textValue())
                : container.partitionKey().keyOf(object(body)).toString();
        return perform(
                operation.path("operationType").asText().toLowerCase(Locale.ROOT),
                partition,
                operation.path("id").asText(),
                body,
                operation.path("ifMatch").textValue());
    }

    private void write(Result result, boolean minimal, ByteArrayOutputStream body) {
        ObjectNode head = Json.object().put("statusCode", result.status).put("requestCharge", result.charge());
        if (result.item == null) {
            body.writeBytes(Json.bytes(head));
            return;
        }
        byte[] json = Json.bytes(head.put("eTag", result.item.etag()));
        if (minimal) {
            body.writeBytes(json);
            return;
        }
        body.write(json, 0, json.length - 1);
        body.writeBytes(utf8(",\"resourceBody\":"));
        body.writeBytes(result.item.rendered(container));
        body.writeBytes(utf8("}"));
    }

    private static void write(Refusal refusal, ByteArrayOutputStream body) {
        ObjectNode head = Json.object()
                .put("statusCode", refusal.status)
                .put("subStatusCode", refusal.substatus)
                .put("requestCharge", 0.0);
        if (refusal.retryAfterMillis > 0) {
            head.put("retryAfterMilliseconds", refusal.retryAfterMillis);
        }
        body.writeBytes(Json.bytes(head));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param item as it is now; null for one that is gone */
    private record Result(int status, Item item) {
        /** Made up, but of the service's order of magnitude: a read of 1 KB costs 1, a write some 5 to 10. */
        double charge() {
            double kilobytes = item == null ? 1 : Math.ceil(item.json().length / 1024.0);
            return status == 200 ? kilobytes : 5 + kilobytes;
        }
    }
}
