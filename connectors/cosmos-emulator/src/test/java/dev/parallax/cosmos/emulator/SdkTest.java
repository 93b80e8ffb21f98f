package dev.parallax.cosmos.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AzureKeyCredential;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBulkItemRequestOptions;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosBulkPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * The unmodified SDK with the operations of Microsoft's documentation of Azure Cosmos DB for NoSQL ("Java SDK v4
 * examples", "Partial document update", "Bulk import").
 */
class SdkTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestServer server;
    private static CosmosClient client;
    private static CosmosAsyncClient asyncClient;
    private static CosmosDatabase database;
    private static int containers;

    private CosmosContainer container;

    @BeforeAll
    static void connect() throws IOException {
        server = TestServer.start();
        client = server.client().contentResponseOnWriteEnabled(true).buildClient();
        asyncClient = server.client().buildAsyncClient();
        client.createDatabaseIfNotExists(server.database);
        database = client.getDatabase(server.database);
    }

    @AfterAll
    static void disconnect() {
        database.delete();
        client.close();
        asyncClient.close();
        server.close();
    }

    @BeforeEach
    void createContainer() {
        String name = "families-" + containers++;
        database.createContainerIfNotExists(name, "/lastName");
        container = database.getContainer(name);
    }

    @AfterEach
    void deleteContainer() {
        container.delete();
    }

    private static ObjectNode family(String id, String lastName) {
        return JSON.createObjectNode().put("id", id).put("lastName", lastName);
    }

    private static PartitionKey key(String lastName) {
        return new PartitionKey(lastName);
    }

    private ObjectNode read(String id, String lastName) {
        return container.readItem(id, key(lastName), ObjectNode.class).getItem();
    }

    private static CosmosException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        CosmosException exception = catchThrowableOfType(CosmosException.class, call);
        assertThat(exception).as("a failure").isNotNull();
        return exception;
    }

    @Test
    void createsDatabasesAndContainersOnce() {
        assertThat(client.createDatabaseIfNotExists(server.database).getStatusCode())
                .isEqualTo(200);
        assertThat(database.createContainerIfNotExists(container.getId(), "/lastName")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(failure(() -> client.createDatabase(server.database)).getStatusCode())
                .isEqualTo(409);
        assertThat(failure(() -> database.createContainer(container.getId(), "/lastName"))
                        .getStatusCode())
                .isEqualTo(409);
        assertThat(container.read().getProperties().getPartitionKeyDefinition().getPaths())
                .containsExactly("/lastName");
        assertThat(client.readAllDatabases().stream().map(properties -> properties.getId()))
                .contains(server.database);
        assertThat(database.readAllContainers().stream().map(properties -> properties.getId()))
                .containsExactly(container.getId());
    }

    @Test
    void createsAndReadsAnItem() {
        CosmosItemResponse<ObjectNode> created =
                container.createItem(family("a", "Andersen").put("children", 2), key("Andersen"), null);
        CosmosItemResponse<ObjectNode> read = container.readItem("a", key("Andersen"), ObjectNode.class);

        assertThat(created.getStatusCode()).isEqualTo(201);
        assertThat(created.getRequestCharge()).isPositive();
        assertThat(read.getItem().path("children").intValue()).isEqualTo(2);
        assertThat(read.getETag())
                .isEqualTo(created.getETag())
                .isEqualTo(read.getItem().path("_etag").textValue());
        assertThat(read.getItem().has("_rid")).isTrue();
        assertThat(read.getItem().path("_ts").longValue()).isPositive();
    }

    @Test
    void takesThePartitionKeyFromTheItemIfNotTold() {
        container.createItem(family("a", "Andersen"));

        assertThat(read("a", "Andersen").path("id").textValue()).isEqualTo("a");
    }

    @Test
    void takesIdsWithSpacesPercentsAndLetters() {
        for (String id : List.of("a b", "50%", "ä+ö", "x|y:z", "a&b=c")) {
            container.createItem(family(id, "Müller & Co"));

            assertThat(read(id, "Müller & Co").path("id").textValue()).isEqualTo(id);
        }
    }

    @Test
    void answers404ForWhatIsNotThere() {
        assertThat(failure(() -> read("nobody", "Andersen")).getStatusCode()).isEqualTo(404);
        assertThat(failure(() -> container.deleteItem("nobody", key("Andersen"), new CosmosItemRequestOptions()))
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(failure(() -> container.replaceItem(
                                family("nobody", "Andersen"),
                                "nobody",
                                key("Andersen"),
                                new CosmosItemRequestOptions()))
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(failure(() -> database.getContainer("nowhere").read()).getStatusCode())
                .isEqualTo(404);
        assertThat(failure(() -> client.getDatabase("nowhere").read()).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void answers409ForAnIdThatIsTakenInItsPartition() {
        container.createItem(family("a", "Andersen"));
        container.createItem(family("a", "Wakefield"));

        assertThat(failure(() -> container.createItem(family("a", "Andersen"))).getStatusCode())
                .isEqualTo(409);
    }

    @Test
    void upsertsWhetherThereIsAnItemOrNot() {
        assertThat(container.upsertItem(family("a", "Andersen").put("n", 1)).getStatusCode())
                .isEqualTo(201);
        assertThat(container.upsertItem(family("a", "Andersen").put("n", 2)).getStatusCode())
                .isEqualTo(200);
        assertThat(read("a", "Andersen").path("n").intValue()).isEqualTo(2);
    }

    @Test
    void replacesIfTheETagMatches() {
        String first = container.createItem(family("a", "Andersen").put("n", 1)).getETag();
        CosmosItemRequestOptions ifFirst = new CosmosItemRequestOptions().setIfMatchETag(first);
        CosmosItemResponse<ObjectNode> replaced =
                container.replaceItem(family("a", "Andersen").put("n", 2), "a", key("Andersen"), ifFirst);

        assertThat(replaced.getStatusCode()).isEqualTo(200);
        assertThat(replaced.getETag()).isNotEqualTo(first);
        assertThat(failure(() -> container.replaceItem(
                                family("a", "Andersen").put("n", 3), "a", key("Andersen"), ifFirst))
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(failure(() -> container.upsertItem(family("a", "Andersen").put("n", 3), key("Andersen"), ifFirst))
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(failure(() -> container.deleteItem("a", key("Andersen"), ifFirst))
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(read("a", "Andersen").path("n").intValue()).isEqualTo(2);
    }

    @Test
    void readsNothingAgainThatHasNotChanged() {
        String etag = container.createItem(family("a", "Andersen")).getETag();
        CosmosItemRequestOptions options = new CosmosItemRequestOptions().setIfNoneMatchETag(etag);

        assertThat(container
                        .readItem("a", key("Andersen"), options, ObjectNode.class)
                        .getStatusCode())
                .isEqualTo(304);
    }

    @Test
    void deletes() {
        container.createItem(family("a", "Andersen"));

        assertThat(container
                        .deleteItem("a", key("Andersen"), new CosmosItemRequestOptions())
                        .getStatusCode())
                .isEqualTo(204);
        assertThat(failure(() -> read("a", "Andersen")).getStatusCode()).isEqualTo(404);
    }

    @Test
    void patches() {
        ObjectNode family = family("a", "Andersen").put("n", 1).put("gone", true);
        family.putObject("address").put("city", "Seattle");
        family.putArray("tags").add("x").add("z");
        container.createItem(family);

        CosmosPatchOperations patch = CosmosPatchOperations.create()
                .add("/color", "silver")
                .set("/address/city", "New York")
                .replace("/n", 5)
                .increment("/n", 2)
                .increment("/fresh", 3)
                .add("/tags/1", "y")
                .add("/tags/-", "end")
                .remove("/gone");
        CosmosItemResponse<ObjectNode> response = container.patchItem("a", key("Andersen"), patch, ObjectNode.class);

        assertThat(response.getStatusCode()).isEqualTo(200);
        ObjectNode patched = read("a", "Andersen");
        assertThat(patched.path("color").textValue()).isEqualTo("silver");
        assertThat(patched.path("address").path("city").textValue()).isEqualTo("New York");
        assertThat(patched.path("n").intValue()).isEqualTo(7);
        assertThat(patched.path("fresh").intValue()).isEqualTo(3);
        assertThat(patched.path("tags").toString()).isEqualTo("[\"x\",\"y\",\"z\",\"end\"]");
        assertThat(patched.has("gone")).isFalse();
    }

    @Test
    void changesNothingIfOneOperationOfAPatchFails() {
        container.createItem(family("a", "Andersen").put("n", 1));
        CosmosPatchOperations patch =
                CosmosPatchOperations.create().set("/n", 2).remove("/nothing");

        assertThat(failure(() -> container.patchItem("a", key("Andersen"), patch, ObjectNode.class))
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(read("a", "Andersen").path("n").intValue()).isEqualTo(1);
    }

    @Test
    void patchesUnderACondition() {
        container.createItem(family("a", "Andersen").put("n", 1).put("open", true));
        CosmosPatchOperations patch = CosmosPatchOperations.create().increment("/n", 1);

        CosmosPatchItemRequestOptions holds =
                new CosmosPatchItemRequestOptions().setFilterPredicate("from c where c.n = 1 and c.open = true");
        assertThat(container
                        .patchItem("a", key("Andersen"), patch, holds, ObjectNode.class)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(failure(() -> container.patchItem("a", key("Andersen"), patch, holds, ObjectNode.class))
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(read("a", "Andersen").path("n").intValue()).isEqualTo(2);
    }

    @Test
    void answers400ForItemsThatItCannotTake() {
        assertThat(failure(() -> container.createItem(
                                JSON.createObjectNode().put("lastName", "Andersen"), key("Andersen"), null))
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(failure(() -> container.createItem(family("a", "Andersen"), key("Wakefield"), null))
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void answers413ForAnItemOver2Megabytes() {
        ObjectNode large = family("a", "Andersen").put("text", "x".repeat(2_200_000));

        assertThat(failure(() -> container.createItem(large)).getStatusCode()).isEqualTo(413);
    }

    @Test
    void carriesOutBulkOperationsAndReportsEach() {
        container.createItem(family("old", "Andersen").put("n", 1));
        String etag =
                container.createItem(family("kept", "Wakefield").put("n", 1)).getETag();
        container.createItem(family("gone", "Wakefield"));
        CosmosBulkItemRequestOptions right = new CosmosBulkItemRequestOptions().setIfMatchETag(etag);
        CosmosBulkItemRequestOptions wrong = new CosmosBulkItemRequestOptions().setIfMatchETag("\"other\"");

        Map<String, Integer> status = bulk(
                CosmosBulkOperations.getCreateItemOperation(family("new", "Andersen"), key("Andersen"), "create"),
                CosmosBulkOperations.getCreateItemOperation(family("old", "Andersen"), key("Andersen"), "conflict"),
                CosmosBulkOperations.getUpsertItemOperation(family("upserted", "Andersen"), key("Andersen"), "upsert"),
                CosmosBulkOperations.getReadItemOperation("old", key("Andersen"), "read"),
                CosmosBulkOperations.getReadItemOperation("nobody", key("Andersen"), "missing"),
                CosmosBulkOperations.getReplaceItemOperation(
                        "kept", family("kept", "Wakefield").put("n", 2), key("Wakefield"), right, "replace"),
                CosmosBulkOperations.getDeleteItemOperation("old", key("Andersen"), wrong, "precondition"),
                CosmosBulkOperations.getDeleteItemOperation("gone", key("Wakefield"), "delete"),
                CosmosBulkOperations.getPatchItemOperation(
                        "upserted",
                        key("Andersen"),
                        CosmosPatchOperations.create().set("/n", 9),
                        new CosmosBulkPatchItemRequestOptions().setFilterPredicate("from c where c.n = 1"),
                        "condition"));

        assertThat(status)
                .containsOnly(
                        Map.entry("create", 201),
                        Map.entry("conflict", 409),
                        Map.entry("upsert", 201),
                        Map.entry("read", 200),
                        Map.entry("missing", 404),
                        Map.entry("replace", 200),
                        Map.entry("precondition", 412),
                        Map.entry("delete", 204),
                        Map.entry("condition", 412));
        assertThat(read("kept", "Wakefield").path("n").intValue()).isEqualTo(2);
    }

    private Map<String, Integer> bulk(CosmosItemOperation... operations) {
        Map<String, Integer> status = new TreeMap<>();
        for (CosmosBulkOperationResponse<?> response : container.executeBulkOperations(List.of(operations))) {
            status.put(
                    response.getOperation().getContext(), response.getResponse().getStatusCode());
        }
        return status;
    }

    @Test
    void reportsETagsAndItemsOfBulkOperations() {
        ObjectNode family = family("a", "Andersen").put("n", 1);
        List<String> etags = new ArrayList<>();
        container
                .executeBulkOperations(List.of(CosmosBulkOperations.getCreateItemOperation(family, key("Andersen"))))
                .forEach(response -> etags.add(response.getResponse().getETag()));
        container
                .executeBulkOperations(List.of(CosmosBulkOperations.getReadItemOperation("a", key("Andersen"))))
                .forEach(response -> {
                    etags.add(response.getResponse().getETag());
                    assertThat(response.getResponse()
                                    .getItem(ObjectNode.class)
                                    .path("n")
                                    .intValue())
                            .isEqualTo(1);
                });

        assertThat(etags).hasSize(2).doesNotContainNull();
        assertThat(etags.get(0)).isEqualTo(etags.get(1));
    }

    @Test
    void importsManyItemsInBulk() {
        Flux<CosmosItemOperation> operations = Flux.range(0, 2500)
                .map(n -> CosmosBulkOperations.getUpsertItemOperation(
                        family("id-" + n, "name-" + n % 7), key("name-" + n % 7)));

        List<Integer> status = asyncClient
                .getDatabase(server.database)
                .getContainer(container.getId())
                .executeBulkOperations(operations)
                .map(response -> response.getResponse().getStatusCode())
                .collectList()
                .block();

        assertThat(status).hasSize(2500).containsOnly(201);
    }

    @Test
    void readsAPartitionPageByPage() {
        fill(25);
        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        CosmosQueryRequestOptions options = new CosmosQueryRequestOptions().setPartitionKey(key("odd"));
        String continuation = null;
        do {
            // Each page by a call of its own, as a stateless reader would.
            FeedResponse<ObjectNode> page = container
                    .queryItems("SELECT * FROM c", options, ObjectNode.class)
                    .iterableByPage(continuation, 5)
                    .iterator()
                    .next();
            page.getResults().forEach(item -> ids.add(item.path("id").textValue()));
            sizes.add(page.getResults().size());
            continuation = page.getContinuationToken();
        } while (continuation != null);

        assertThat(sizes).startsWith(5, 5);
        assertThat(ids).containsExactlyInAnyOrderElementsOf(numbers(25, n -> n % 2 == 1));
    }

    @Test
    void readsAllItemsOfAPartitionAndOfTheContainer() {
        fill(25);

        assertThat(container.readAllItems(key("even"), ObjectNode.class).stream()
                        .map(item -> item.path("id").textValue()))
                .containsExactlyInAnyOrderElementsOf(numbers(25, n -> n % 2 == 0));
        TreeSet<String> all = new TreeSet<>();
        container
                .queryItems("SELECT * FROM c", new CosmosQueryRequestOptions(), ObjectNode.class)
                .iterableByPage(4)
                .forEach(page -> page.getResults()
                        .forEach(item -> all.add(item.path("id").textValue())));
        assertThat(all).containsExactlyInAnyOrderElementsOf(numbers(25, n -> true));
    }

    @Test
    void goesOnWithAContainerAtAContinuation() {
        fill(25);
        TreeSet<String> ids = new TreeSet<>();
        String continuation = null;
        int pages = 0;
        do {
            FeedResponse<ObjectNode> page = container
                    .queryItems("SELECT * FROM c", new CosmosQueryRequestOptions(), ObjectNode.class)
                    .iterableByPage(continuation, 10)
                    .iterator()
                    .next();
            page.getResults().forEach(item -> ids.add(item.path("id").textValue()));
            continuation = page.getContinuationToken();
            pages++;
        } while (continuation != null);

        assertThat(pages).isGreaterThanOrEqualTo(3);
        assertThat(ids).containsExactlyInAnyOrderElementsOf(numbers(25, n -> true));
    }

    private void fill(int count) {
        container
                .executeBulkOperations(IntStream.range(0, count)
                        .<CosmosItemOperation>mapToObj(n -> {
                            String lastName = n % 2 == 0 ? "even" : "odd";
                            return CosmosBulkOperations.getCreateItemOperation(
                                    family("id-" + n, lastName).put("third", n % 3), key(lastName));
                        })
                        .toList())
                .forEach(response ->
                        assertThat(response.getResponse().getStatusCode()).isEqualTo(201));
    }

    private static List<String> numbers(int count, Function<Integer, Boolean> which) {
        return IntStream.range(0, count)
                .boxed()
                .filter(which::apply)
                .map(n -> "id-" + n)
                .toList();
    }

    @Test
    void queriesWithParameters() {
        fill(24);
        SqlQuerySpec sql = new SqlQuerySpec(
                "SELECT * FROM c WHERE c.lastName = @name AND c[\"third\"] = @third",
                new SqlParameter("@name", "even"),
                new SqlParameter("@third", 0));

        assertThat(container.queryItems(sql, new CosmosQueryRequestOptions(), ObjectNode.class).stream()
                        .map(item -> item.path("id").textValue()))
                .containsExactlyInAnyOrderElementsOf(numbers(24, n -> n % 6 == 0));
    }

    @Test
    void queriesWithLiteralsOfAllTypesAndNestedPaths() {
        ObjectNode family = family("a", "O'Neill").put("open", true).put("ratio", 0.5);
        family.putObject("address").put("city", "New York");
        container.createItem(family);
        container.createItem(family("b", "O'Neill"));
        String sql = "select * from f where (f.lastName = 'O\\'Neill' and f.open = true) and f.ratio = 5e-1"
                + " and f.address[\"city\"] = \"New York\" and f.ratio >= 0.5 and f.ratio < 1";

        assertThat(container.queryItems(sql, new CosmosQueryRequestOptions(), ObjectNode.class).stream()
                        .map(item -> item.path("id").textValue()))
                .containsExactly("a");
    }

    @Test
    void answers501WithTheNameOfWhatItDoesNotDo() {
        server.emulator();
        container.createItem(family("a", "Andersen"));

        CosmosException query = failure(() ->
                container
                        .queryItems("SELECT COUNT(1) FROM c", new CosmosQueryRequestOptions(), ObjectNode.class)
                        .stream()
                        .toList());
        assertThat(query.getStatusCode()).isEqualTo(501);
        assertThat(query.getMessage()).contains("SQL other than SELECT");

        CosmosBatch batch = CosmosBatch.createCosmosBatch(key("Andersen"));
        batch.createItemOperation(family("b", "Andersen"));
        assertThat(failure(() -> container.executeCosmosBatch(batch)))
                .satisfies(failure -> assertThat(failure.getStatusCode()).isEqualTo(501))
                .hasMessageContaining("transactional batches");
        assertThat(failure(() -> container.readThroughput()).getStatusCode()).isEqualTo(501);
    }

    @Test
    void answers401ToAnotherKey() {
        AzureKeyCredential credential = new AzureKeyCredential(server.key);
        try (CosmosClient client = server.client().credential(credential).buildClient()) {
            client.getDatabase(server.database).read();
            credential.update("x".repeat(86) + "==");

            assertThat(failure(() -> client.getDatabase(server.database).read()).getStatusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void noticesAContainerThatWasMadeAnew() {
        container.createItem(family("a", "Andersen"));
        container.delete();
        database.createContainer(container.getId(), "/lastName");

        assertThat(failure(() -> read("a", "Andersen")).getStatusCode()).isEqualTo(404);
        container.createItem(family("a", "Andersen"));
    }

    @Test
    void throttlesUntilTheSdkHasRetriedEnough() {
        server.emulator().faults().throttle(0.2, Duration.ofMinutes(1));
        try {
            for (int n = 0; n < 50; n++) {
                container.upsertItem(family("id-" + n, "Andersen"));
            }
        } finally {
            server.emulator().faults().clear();
        }
        assertThat(server.emulator().faults().throttledSoFar()).isPositive();
        assertThat(container.readAllItems(key("Andersen"), ObjectNode.class).stream())
                .hasSize(50);
    }

    @Test
    void lets429ReachAClientThatDoesNotRetry() {
        Faults faults = server.emulator().faults();
        try (CosmosClient impatient = server.client(server.key, 0).buildClient()) {
            CosmosContainer same = impatient.getDatabase(server.database).getContainer(container.getId());
            same.createItem(family("a", "Andersen"));
            faults.retryAfter(Duration.ofMillis(1234));
            faults.throttle(1, Duration.ofMinutes(1));

            CosmosException refused = failure(() -> same.createItem(family("b", "Andersen")));

            assertThat(refused.getStatusCode()).isEqualTo(429);
            assertThat(refused.getRetryAfterDuration()).isEqualTo(Duration.ofMillis(1234));
            for (CosmosBulkOperationResponse<?> response : same.executeBulkOperations(
                    List.of(CosmosBulkOperations.getCreateItemOperation(family("b", "Andersen"), key("Andersen"))))) {
                assertThat(response.getResponse().getStatusCode()).isEqualTo(429);
                assertThat(response.getResponse().getRetryAfterDuration()).isEqualTo(Duration.ofMillis(1234));
            }
        } finally {
            faults.clear();
            faults.retryAfter(Duration.ofMillis(20));
        }
    }

    @Test
    void answersAsLateAsItIsTold() {
        server.emulator().faults().delay(Duration.ofMillis(150), Duration.ofMinutes(1));
        try {
            assertThat(container.createItem(family("a", "Andersen")).getDuration())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(150));
        } finally {
            server.emulator().faults().clear();
        }
    }
}
