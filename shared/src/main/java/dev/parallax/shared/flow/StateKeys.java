package dev.parallax.shared.flow;

import java.util.BitSet;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Under which of Flink's keys the state of a row is kept. They are numbers, because batch jobs sort by them and need a fixed length; rows with the same one are told
 * apart by the rollup.
 */
enum StateKeys {
    /**
     * The hash of the row's key. For batch jobs, which have in memory what is kept under one hash, and nothing else; and for detections, which go through
     * what they know of a key.
     */
    HASHES {
        @Override
        int of(String key) {
            int hash = key.hashCode(); // but none that a batch job sorts before all others
            return SubtaskHashes.isOne(hash) ? ~hash : hash;
        }
    },

    /** A shard, in which there are many keys: all of its rows of one slot are kept, closed and freed as one. */
    SHARDS {
        @Override
        int of(String key) {
            return SHARD_KEYS[shardOf(key.hashCode())];
        }
    };

    private static final int SHARD_COUNT = 1024;

    /**
     * For each shard a number that Flink assigns to the key group of its rows' hashes, if the number of key groups is a power of two and not greater than that of shards: then
     * each key group has as many shards.
     */
    private static final int[] SHARD_KEYS = shardKeys();

    /** @param key a row's */
    abstract int of(String key);

    /** Those that the pipeline's state has in such a run. */
    static StateKeys of(Pipeline<?, ?, ?> pipeline, RollupSettings settings) {
        return settings.clock() == ClockMode.NONE || pipeline.detection() != null ? HASHES : SHARDS;
    }

    private static int shardOf(int hash) {
        return KeyGroupRangeAssignment.computeKeyGroupForKeyHash(hash, SHARD_COUNT);
    }

    private static int[] shardKeys() {
        int[] keys = new int[SHARD_COUNT];
        BitSet found = new BitSet();
        for (int key = 0; found.cardinality() < SHARD_COUNT; key++) {
            int shard = shardOf(key);
            if (!found.get(shard)) {
                found.set(shard);
                keys[shard] = key;
            }
        }
        return keys;
    }
}
