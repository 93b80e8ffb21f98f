package dev.parallax.connector.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosmosConnectionTest {
    private static final String KEY = "c2VjcmV0LXNlY3JldA==";
    private static final Map<String, String> ENVIRONMENT = Map.of("COSMOS_KEY", KEY);

    @Test
    void readsTheAddressOfAnAccount() {
        CosmosConnection connection =
                CosmosConnection.parse("cosmos://name.documents.azure.com/shop/orders", ENVIRONMENT);

        assertThat(connection.database()).isEqualTo("shop");
        assertThat(connection.container()).isEqualTo("orders");
        assertThat(connection).hasToString("cosmos://name.documents.azure.com/shop/orders");
        connection.requireCredential();
    }

    @Test
    void readsTheAddressOfAnEmulatorWhichNeedsNoKey() {
        CosmosConnection connection = CosmosConnection.parse("cosmos://127.0.0.1:8081/shop/orders?tls=false", Map.of());

        assertThat(connection).hasToString("cosmos://127.0.0.1:8081/shop/orders?tls=false");
        connection.requireCredential();
    }

    @Test
    void wantsAKeyForAnAccount() {
        CosmosConnection connection = CosmosConnection.parse("cosmos://name.documents.azure.com/a/b", Map.of());

        assertThatThrownBy(connection::requireCredential)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no key for cosmos://name.documents.azure.com/a/b:"
                        + " the variable COSMOS_KEY of the environment takes it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/a/b",
                "cosmos:///a/b",
                "cosmos://host/a",
                "cosmos://host/a/",
                "cosmos://host/a/b/c",
                "cosmos:host",
            })
    void refusesOtherAddressesWithASentence(String address) {
        assertThatThrownBy(() -> CosmosConnection.parse(address, ENVIRONMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cosmos://HOST[:PORT]/DATABASE/CONTAINER");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        assertThatThrownBy(() -> CosmosConnection.parse("cosmos://host/a/b?key=" + KEY, ENVIRONMENT))
                .hasMessageContaining("tls=true or tls=false")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void refusesAKeyInTheAddressWithoutRepeatingIt() {
        assertThatThrownBy(() -> CosmosConnection.parse("cosmos://:" + KEY + "@host/a/b", ENVIRONMENT))
                .hasMessageContaining("COSMOS_KEY")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
        assertThatThrownBy(() -> CosmosConnection.parse("cosmos://" + KEY + "^@host/a/b", ENVIRONMENT))
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> CosmosConnection.of("https://host", "a", "b").withKey("not base64!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cosmos://host/a/b")
                .hasMessageNotContaining("not base64!");
    }

    @Test
    void travelsWithAJobAndNeverPrintsTheKey() throws Exception {
        CosmosConnection connection = CosmosConnection.parse("cosmos://host/a/b", ENVIRONMENT);
        CosmosConnection copy = InstantiationUtil.clone(connection);

        copy.requireCredential();
        assertThat(copy.toString()).isEqualTo("cosmos://host/a/b").doesNotContain(KEY);
    }
}
