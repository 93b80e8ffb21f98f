package dev.parallax.connector.redis.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;

/** One command, or one script call, as it goes over the wire. */
final class RedisCall {
    private static final byte[] ONE = {'1'};
    private static final int LONGEST_KEY_IN_A_SENTENCE = 200;

    private final String name;
    private final ProtocolCommand command;
    private final Script script;
    private final byte[] key;
    private final List<byte[]> arguments;

    private RedisCall(String name, ProtocolCommand command, Script script, byte[] key, List<byte[]> arguments) {
        this.name = name;
        this.command = command;
        this.script = script;
        this.key = key;
        this.arguments = arguments;
    }

    static RedisCall of(ProtocolCommand command, byte[] key, byte[]... arguments) {
        return new RedisCall(
                new String(command.getRaw(), StandardCharsets.UTF_8), command, null, key, Arrays.asList(arguments));
    }

    /** The arguments may still grow until the call is sent. */
    static RedisCall of(String name, Script script, byte[] key, List<byte[]> arguments) {
        return new RedisCall(name, null, script, key, arguments);
    }

    byte[] key() {
        return key;
    }

    /** Puts the call into the connection's output. A script goes by its hash, or by its source for a server that does not know it yet. */
    void send(Connection connection, boolean withSource) {
        List<byte[]> parts = new ArrayList<>(arguments.size() + 3);
        if (script == null) {
            parts.add(key);
            parts.addAll(arguments);
            connection.sendCommand(command, parts.toArray(byte[][]::new));
        } else {
            parts.add(withSource ? script.source() : script.sha1());
            parts.add(ONE);
            parts.add(key);
            parts.addAll(arguments);
            connection.sendCommand(
                    withSource ? Protocol.Command.EVAL : Protocol.Command.EVALSHA, parts.toArray(byte[][]::new));
        }
    }

    /** Command and key for a sentence, such as {@code SET of key 'a'}. */
    @Override
    public String toString() {
        return name + " of key '" + readable(key) + "'";
    }

    static String readable(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && i < LONGEST_KEY_IN_A_SENTENCE; i++) {
            if (bytes[i] >= ' ' && bytes[i] < 127) {
                text.append((char) bytes[i]);
            } else {
                text.append(String.format("\\x%02x", bytes[i]));
            }
        }
        return bytes.length > LONGEST_KEY_IN_A_SENTENCE ? text + "..." : text.toString();
    }
}
