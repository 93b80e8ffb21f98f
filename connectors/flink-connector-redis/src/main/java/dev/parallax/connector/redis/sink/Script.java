package dev.parallax.connector.redis.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script of one key, known to a server by the SHA-1 of its source once it has run there. */
enum Script {
    OPEN("open.lua"),
    UPSERT("upsert.lua"),
    SWEEP("sweep.lua");

    private final byte[] source;
    private final byte[] sha1;

    Script(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            source = in.readAllBytes();
            sha1 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(source))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    byte[] source() {
        return source;
    }

    byte[] sha1() {
        return sha1;
    }
}
