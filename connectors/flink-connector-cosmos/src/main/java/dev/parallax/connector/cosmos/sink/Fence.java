package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.ItemVersion;

/** Told of each item that has a greater version than this writer's: throws if that means that this writer is over. */
@FunctionalInterface
interface Fence {
    void check(ItemVersion stored);
}
