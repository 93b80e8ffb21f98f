package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.StateKeys.HASHES;
import static dev.parallax.shared.flow.StateKeys.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateKeysTest {
    private static final List<String> KEYS =
            IntStream.range(0, 100_000).mapToObj(number -> "customer-" + number).toList();

    @Test
    void manyKeysAreInAShard() {
        Set<Integer> shards = KEYS.stream().map(SHARDS::of).collect(Collectors.toSet());

        assertThat(shards).hasSize(1024).noneMatch(SubtaskHashes::isOne);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128, 256, 1024})
    void eachKeyGroupHasAsManyShards(int keyGroups) {
        Map<Integer, Long> shards = KEYS.stream()
                .map(SHARDS::of)
                .distinct()
                .map(shard -> KeyGroupRangeAssignment.assignToKeyGroup(shard, keyGroups))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(shards)
                .hasSize(keyGroups)
                .allSatisfy((keyGroup, count) -> assertThat(count).isEqualTo(1024 / keyGroups));
    }

    @Test
    void aShardIsInTheKeyGroupOfItsHashes() {
        assertThat(KEYS)
                .allSatisfy(key -> assertThat(KeyGroupRangeAssignment.assignToKeyGroup(SHARDS.of(key), 128))
                        .isEqualTo(KeyGroupRangeAssignment.assignToKeyGroup(HASHES.of(key), 128)));
    }

    /** It has in memory what is kept under one of them. */
    @Test
    void aBatchJobHasEachKeyByItself() {
        RollupSettings batch = RollupSettings.batch(Windows.tumbling(Duration.ofMinutes(10)), 1, Duration.ofDays(1));

        assertThat(StateKeys.of(new WordsPipeline(), batch)).isEqualTo(HASHES);
        assertThat(KEYS.stream().map(HASHES::of).distinct().count()).isGreaterThan(99_000);
    }
}
