package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The account: its databases, and theirs containers, which requests name or give the service's own ids of. */
final class Account {
    private final Map<String, Database> databases = new TreeMap<>();
    private int created;

    synchronized ObjectNode createDatabase(ObjectNode body) throws Refusal {
        String name = nameIn(body);
        if (databases.containsKey(name)) {
            throw Refusal.conflict("The database '" + name + "'");
        }
        byte[] rid = ResourceIds.database(++created);
        ObjectNode definition = Json.object().put("id", name);
        describe(definition, ResourceIds.text(rid), "dbs/" + ResourceIds.text(rid) + "/");
        definition.put("_colls", "colls/").put("_users", "users/");
        databases.put(name, new Database(definition, rid));
        return definition;
    }

    synchronized ObjectNode createContainer(String databaseName, ObjectNode body) throws Refusal {
        Database database = database(databaseName);
        String name = nameIn(body);
        if (database.containers().containsKey(name)) {
            throw Refusal.conflict("The container '" + name + "'");
        }
        byte[] rid = ResourceIds.container(database.rid(), database.nextContainer());
        String self = database.definition().get("_self").textValue() + "colls/" + ResourceIds.text(rid) + "/";
        ObjectNode definition = body.deepCopy();
        describe(definition, ResourceIds.text(rid), self);
        definition.put("_docs", "docs/");
        database.containers().put(name, new Container(definition, rid, self));
        return definition;
    }

    synchronized ObjectNode database(String name, boolean delete) throws Refusal {
        Database database = database(name);
        if (delete) {
            databases.values().remove(database);
        }
        return database.definition();
    }

    synchronized ObjectNode listDatabases() {
        ArrayNode list = Json.object().putArray("Databases");
        databases.values().forEach(database -> list.add(database.definition()));
        ObjectNode feed = Json.object().put("_rid", "").put("_count", list.size());
        return feed.set("Databases", list);
    }

    synchronized ObjectNode listContainers(String databaseName) throws Refusal {
        Database database = database(databaseName);
        ArrayNode list = Json.object().putArray("DocumentCollections");
        database.containers().values().forEach(container -> list.add(container.definition()));
        ObjectNode feed =
                Json.object().put("_rid", ResourceIds.text(database.rid())).put("_count", list.size());
        return feed.set("DocumentCollections", list);
    }

    synchronized Container container(String databaseName, String name) throws Refusal {
        Database database = database(databaseName);
        Container named = database.containers().get(name);
        if (named != null) {
            return named;
        }
        for (Container container : database.containers().values()) {
            if (name.equals(ResourceIds.text(container.rid()))) {
                return container;
            }
        }
        throw Refusal.noSuchContainer(name);
    }

    synchronized void deleteContainer(String databaseName, String name) throws Refusal {
        database(databaseName).containers().values().remove(container(databaseName, name));
    }

    private Database database(String name) throws Refusal {
        Database named = databases.get(name);
        if (named != null) {
            return named;
        }
        for (Database database : databases.values()) {
            if (name.equals(ResourceIds.text(database.rid()))) {
                return database;
            }
        }
        throw Refusal.noSuchDatabase(name);
    }

    private static String nameIn(ObjectNode body) throws Refusal {
        String name = body.path("id").asText();
        if (name.isBlank() || name.matches(".*[/\\\\?#].*")) {
            throw Refusal.badRequest("A database or container needs an id without the characters / \\ ? #.");
        }
        return name;
    }

    private static void describe(ObjectNode definition, String rid, String self) {
        definition
                .put("_rid", rid)
                .put("_self", self)
                .put("_etag", "\"00000000-0000-0000-0000-000000000000\"")
                .put("_ts", System.currentTimeMillis() / 1000);
    }
}
