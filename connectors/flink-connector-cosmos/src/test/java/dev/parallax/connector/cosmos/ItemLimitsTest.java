package dev.parallax.connector.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemLimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\\b", "a?b", "a#b", "a "})
    void seesIdsThatCosmosDoesNotTake(String id) {
        assertThat(ItemLimits.problemWithId(id)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "ä|ö", "a:b,c&d=e+f%g"})
    void letsOthersPass(String id) {
        assertThat(ItemLimits.problemWithId(id)).isEmpty();
    }

    @Test
    void countsTheBytesOfAnIdAndNotItsCharacters() {
        assertThat(ItemLimits.problemWithId("a".repeat(1023))).isEmpty();
        assertThat(ItemLimits.problemWithId("a".repeat(1024))).isPresent();
        assertThat(ItemLimits.problemWithId("ä".repeat(512))).contains("its id is longer than 1023 bytes");
    }

    @Test
    void wantsAPartitionKeyOfAtMost2048Bytes() {
        assertThat(ItemLimits.problemWithPartition(null)).contains("it has no partition key");
        assertThat(ItemLimits.problemWithPartition("p".repeat(2048))).isEmpty();
        assertThat(ItemLimits.problemWithPartition("p".repeat(2049))).isPresent();
    }
}
