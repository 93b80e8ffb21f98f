package dev.parallax.connector.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemVersionTest {
    @Test
    void ordersByGenerationThenCheckpointThenCount() {
        List<ItemVersion> ascending = List.of(
                new ItemVersion(1, 0, 9),
                new ItemVersion(1, 3, 1),
                new ItemVersion(1, 3, 2),
                new ItemVersion(2, 0, 1),
                new ItemVersion(10, 0, 0));

        assertThat(ascending).isSorted();
    }

    @Test
    void standsInAnItem() {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("id", "a");
        new ItemVersion(7, 42, 1234).putInto(item);

        assertThat(item).hasToString("{\"id\":\"a\",\"version\":{\"generation\":7,\"checkpoint\":42,\"count\":1234}}");
        assertThat(ItemVersion.of(item)).contains(new ItemVersion(7, 42, 1234));
    }

    @Test
    void isNotSeenInAPropertyOfAnotherShape() {
        ObjectNode item = JsonNodeFactory.instance.objectNode();

        assertThat(ItemVersion.of(item)).isEqualTo(Optional.empty());
        assertThat(ItemVersion.of(item.put("version", 3))).isEqualTo(Optional.empty());
    }

    @Test
    void packsCheckpointAndCountIntoOneNumber() {
        assertThat(new ItemVersion(1, 2, 3).sequence()).isEqualTo((2L << 35) + 3);
        assertThat(new ItemVersion(1, (1L << 28) - 1, (1L << 35) - 1).sequence())
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new ItemVersion(1, 1L << 28, 0).sequence()).isInstanceOf(ArithmeticException.class);
    }
}
