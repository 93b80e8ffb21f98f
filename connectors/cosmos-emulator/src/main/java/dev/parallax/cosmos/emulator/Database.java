package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A database: its containers by name. */
final class Database {
    private final ObjectNode definition;
    private final byte[] rid;
    private final Map<String, Container> containers = new TreeMap<>();
    private int created;

    Database(ObjectNode definition, byte[] rid) {
        this.definition = definition;
        this.rid = rid;
    }

    ObjectNode definition() {
        return definition;
    }

    byte[] rid() {
        return rid;
    }

    Map<String, Container> containers() {
        return containers;
    }

    /** A number that no other container of this database ever had. */
    int nextContainer() {
        return ++created;
    }
}
