package dev.parallax.connector.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CosmosItemsTest {
    @RegisterExtension
    static final CosmosServer SERVER = new CosmosServer();

    private static ObjectNode number(int n) {
        return JsonNodeFactory.instance.objectNode().put("n", n);
    }

    @Test
    void makesDatabaseAndContainerIfThereAreNone() throws IOException {
        CosmosConnection connection = SERVER.fresh();
        try (CosmosItems items = CosmosItems.createIfAbsent(connection)) {
            items.put("p", "a", number(1));
        }
        try (CosmosItems items = CosmosItems.createIfAbsent(connection)) {
            assertThat(items.partitionProperty()).isEqualTo("partition");
            assertThat(items.find("p", "a").orElseThrow().payload()).isEqualTo(number(1));
        }
    }

    @Test
    void saysThatAContainerIsMissing() throws IOException {
        CosmosItems.createIfAbsent(SERVER.fresh()).close();
        CosmosConnection missing = SERVER.fresh();

        assertThatThrownBy(() -> CosmosItems.open(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no container at " + missing + ".");
    }

    @Test
    void saysThatAKeyIsRefusedWithoutRepeatingIt() {
        String wrong = "d3Jvbmctd3Jvbmctd3Jvbmc=";

        assertThatThrownBy(() -> CosmosItems.open(SERVER.fresh().withKey(wrong)))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("it refuses the credential (401).")
                .hasNoCause()
                .hasMessageNotContaining(wrong);
    }

    @Test
    void saysThatNobodyListens() {
        CosmosConnection nobody = CosmosConnection.parse("cosmos://127.0.0.1:1/a/b?tls=false");

        assertThatThrownBy(() -> CosmosItems.open(nobody))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Connecting to cosmos://127.0.0.1:1/a/b?tls=false failed: ")
                .message()
                .hasSizeLessThan(500);
    }

    @Test
    void letsInWhoHasATokenInsteadOfAKey() throws Exception {
        SERVER.emulator().acceptToken("a.b.c");
        CosmosConnection connection = SERVER.empty().withCredential(() -> request -> {
            OffsetDateTime tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
            return Mono.just(new AccessToken("a.b.c", tomorrow));
        });
        try (CosmosItems items = CosmosItems.open(connection)) {
            items.put("p", "a", number(1));

            assertThat(items.find("p", "a")).isPresent();
        }
    }

    @Test
    void writesAnItemOnlyIfItIsUnchanged() throws Exception {
        try (CosmosItems items = CosmosItems.open(SERVER.empty())) {
            assertThat(items.putIfUnchanged("p", "a", number(1), null)).isTrue();
            assertThat(items.putIfUnchanged("p", "a", number(2), null)).isFalse();
            String etag = items.find("p", "a").orElseThrow().etag();
            assertThat(items.putIfUnchanged("p", "a", number(3), etag)).isTrue();
            assertThat(items.putIfUnchanged("p", "a", number(4), etag)).isFalse();
            assertThat(items.find("p", "a").orElseThrow().payload()).isEqualTo(number(3));
            items.delete("p", "a");
            items.delete("p", "a");
            assertThat(items.find("p", "a")).isEmpty();
            assertThat(items.putIfUnchanged("p", "a", number(5), etag)).isFalse();
        }
    }

    @Test
    void readsPartitionsAndTheContainerInPages() throws Exception {
        try (CosmosItems items = CosmosItems.open(SERVER.empty())) {
            fill(items, 3500, 2);

            assertThat(items.readPartition("p0").map(StoredItem::id).collect(Collectors.toSet()))
                    .isEqualTo(ids(3500, 2, 0));
            assertThat(items.readAll()).hasSize(3500).allSatisfy(item -> {
                assertThat(item.version()).isNull();
                assertThat(item.payload()).hasSize(1);
                assertThat("id-" + item.payload().path("n")).isEqualTo(item.id());
            });
            assertThat(items.readPartition("nowhere")).isEmpty();
        }
    }

    @Test
    void fetchesOnlyWhatIsRead() throws Exception {
        try (CosmosItems items = CosmosItems.open(SERVER.empty())) {
            fill(items, 3500, 1);
            Iterator<StoredItem> iterator = items.readAll().iterator();
            assertThat(iterator.next().partition()).isEqualTo("p0");

            items.deletePartition("p0");

            // At most two pages had been fetched.
            int rest = 0;
            while (iterator.hasNext()) {
                iterator.next();
                rest++;
            }
            assertThat(rest).isLessThan(2500);
        }
    }

    @Test
    void removesAPartitionAndNoOtherDespiteThrottling() throws Exception {
        CosmosConnection connection = SERVER.empty().withThrottlingRetries(0);
        try (CosmosItems items = CosmosItems.open(connection)) {
            fill(items, 3500, 2);
            SERVER.faults().throttle(0.2, Duration.ofMinutes(1));
            try (CosmosItems patient = CosmosItems.open(connection.withThrottlingRetries(9))) {
                // Reads are repeated by the SDK, deletes by the connector.
                assertThat(items.deleteUnchanged(patient.readPartition("p1"))).isEqualTo(1750);
            }
            SERVER.faults().clear();

            assertThat(items.readPartition("p1")).isEmpty();
            assertThat(items.readPartition("p0")).hasSize(1750);
            assertThat(items.deletePartition("p0")).isEqualTo(1750);
            assertThat(items.readAll()).isEmpty();
        }
    }

    @Test
    void leavesItemsThatHaveChangedSinceTheyWereRead() throws Exception {
        try (CosmosItems items = CosmosItems.open(SERVER.empty())) {
            fill(items, 10, 1);
            var read = items.readPartition("p0").toList();
            items.put("p0", "id-3", number(33));

            assertThat(items.deleteUnchanged(read.stream())).isEqualTo(9);
            assertThat(items.readAll().map(StoredItem::id)).containsExactly("id-3");
        }
    }

    @Test
    void refusesContainersWithANestedPartitionKey() throws Exception {
        CosmosConnection connection = SERVER.empty().withContainer("nested");
        try (CosmosAsyncClient client = connection.newClient()) {
            client.getDatabase(connection.database())
                    .createContainer("nested", "/a/b")
                    .block();
        }

        assertThatThrownBy(() -> CosmosItems.open(connection))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is /a/b, but only a single property of an item will do");
    }

    private static void fill(CosmosItems items, int count, int partitions) {
        Flux<CosmosItemOperation> operations = Flux.range(0, count).map(n -> {
            String partition = "p" + n % partitions;
            ObjectNode item = number(n).put("id", "id-" + n).put("partition", partition);
            return CosmosBulkOperations.getUpsertItemOperation(item, new PartitionKey(partition));
        });
        items.container().executeBulkOperations(operations).blockLast();
    }

    private static Set<String> ids(int count, int modulus, int rest) {
        return IntStream.range(0, count)
                .filter(n -> n % modulus == rest)
                .mapToObj(n -> "id-" + n)
                .collect(Collectors.toSet());
    }
}
