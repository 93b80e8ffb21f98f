package dev.parallax.cosmos.emulator;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The service's own ids of databases (4 bytes), containers (8) and items (16), in its own base64 with '-' for '/'. A
 * child's id begins with its parent's; clients tell the levels apart by length and by single bits.
 */
final class ResourceIds {
    private ResourceIds() {}

    static byte[] database(int ordinal) {
        return ByteBuffer.allocate(4).putInt(ordinal).array();
    }

    static byte[] container(byte[] database, int ordinal) {
        return ByteBuffer.allocate(8).put(database).putInt(ordinal | 0x80000000).array();
    }

    static byte[] item(byte[] container, long ordinal) {
        // The last byte's upper half is zero for items.
        return ByteBuffer.allocate(16).put(container).putLong(ordinal << 8).array();
    }

    static String text(byte[] id) {
        return Base64.getEncoder().encodeToString(id).replace('/', '-');
    }
}
