package dev.parallax.connector.redis;

import java.io.File;
import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/**
 * How to reach a Redis server or a Redis Cluster: for the sink, for readers and for administration alike. It is immutable and
 * serializable. Passwords are part of the serialized form, but never of {@link #toString()}, of a log line or of an exception.
 *
 * <p>The URI form is {@code redis[s]://[[user][:password]@]host[:port][,host[:port]]...[/database][?option=value&...]}, user and password
 * percent-encoded. {@code rediss} is TLS with the server's name verified. Several hosts mean a Cluster. Options: {@code cluster=true}
 * (a Cluster by one host), {@code connectTimeout} and {@code socketTimeout} (as {@code 500ms}, {@code 2s} or ISO-8601),
 * {@code trustStore} (path of a key store with the authorities to trust, for TLS; by default those of the JVM) and
 * {@code trustStorePassword}.
 */
public final class RedisConnectionConfig implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int DEFAULT_PORT = 6379;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** A node as two plain values, since Jedis' own type promises nothing about its serialized form. */
    private record Node(String host, int port) implements Serializable {
        @Override
        public String toString() {
            return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    private final List<Node> nodes;
    private final boolean cluster;
    private final boolean tls;
    private final String user;
    private final String password;
    private final int database;
    private final Duration connectTimeout;
    private final Duration socketTimeout;
    private final String trustStore;
    private final String trustStorePassword;

    private RedisConnectionConfig(Builder builder) {
        this.nodes = List.copyOf(builder.nodes);
        this.cluster = builder.cluster || nodes.size() > 1;
        this.tls = builder.tls;
        this.user = builder.user;
        this.password = builder.password;
        this.database = builder.database;
        this.connectTimeout = builder.connectTimeout;
        this.socketTimeout = builder.socketTimeout;
        this.trustStore = builder.trustStore;
        this.trustStorePassword = builder.trustStorePassword;
        require(!nodes.isEmpty(), "A Redis connection needs a host.");
        require(!cluster || database == 0, "A Redis Cluster has only database 0, not " + database + ".");
        require(trustStore == null || tls, "A trust store is of use with TLS only: rediss:// instead of redis://.");
        require(user == null || password != null, "A Redis user needs a password.");
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the URI form described above.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong, without user and password
     */
    public static RedisConnectionConfig parse(String uri) {
        return new UriParser(uri).parse();
    }

    /** Opens a client with a small pool of connections; the caller closes it. A failed command is not repeated by it. */
    public UnifiedJedis connect() {
        return cluster
                ? RedisClusterClient.builder()
                        .nodes(new HashSet<>(nodes()))
                        .clientConfig(clientConfig())
                        .build()
                : RedisClient.builder()
                        .hostAndPort(nodes().get(0))
                        .clientConfig(clientConfig())
                        .build();
    }

    /** Jedis' own configuration. It holds the password: it is not for logging. */
    public JedisClientConfig clientConfig() {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                // Understood by every server; RESP3 would bring nothing here.
                .protocol(RedisProtocol.RESP2)
                .connectionTimeoutMillis(Math.toIntExact(connectTimeout.toMillis()))
                .socketTimeoutMillis(Math.toIntExact(socketTimeout.toMillis()))
                .user(user)
                .password(password)
                .database(database)
                .ssl(tls);
        if (trustStore != null) {
            config.sslOptions(SslOptions.builder()
                    .truststore(
                            new File(trustStore), trustStorePassword == null ? null : trustStorePassword.toCharArray())
                    .build());
        }
        return config.build();
    }

    public List<HostAndPort> nodes() {
        return nodes.stream().map(node -> new HostAndPort(node.host, node.port)).toList();
    }

    public boolean isCluster() {
        return cluster;
    }

    public Duration socketTimeout() {
        return socketTimeout;
    }

    /** The URI form without password and options, fit for logs. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://")
                + (password == null ? "" : (user == null ? "" : user) + ":***@")
                + nodes.stream().map(Node::toString).collect(Collectors.joining(","))
                + (database == 0 ? "" : "/" + database)
                + (cluster && nodes.size() == 1 ? "?cluster=true" : "");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Every setting has a default but the host. */
    public static final class Builder {
        private final List<Node> nodes = new ArrayList<>();
        private boolean cluster;
        private boolean tls;
        private String user;
        private String password;
        private int database;
        private Duration connectTimeout = DEFAULT_TIMEOUT;
        private Duration socketTimeout = DEFAULT_TIMEOUT;
        private String trustStore;
        private String trustStorePassword;

        private Builder() {}

        /** Adds a node; several nodes mean a Cluster. */
        public Builder addNode(String host, int port) {
            require(port > 0 && port < 65_536, "A port lies between 1 and 65535, not " + port + ".");
            nodes.add(new Node(Objects.requireNonNull(host), port));
            return this;
        }

        public Builder setCluster(boolean cluster) {
            this.cluster = cluster;
            return this;
        }

        public Builder setTls(boolean tls) {
            this.tls = tls;
            return this;
        }

        /** The name of an ACL user; null for the default user. */
        public Builder setUser(String user) {
            this.user = user;
            return this;
        }

        public Builder setPassword(String password) {
            this.password = password;
            return this;
        }

        public Builder setDatabase(int database) {
            this.database = database;
            return this;
        }

        public Builder setConnectTimeout(Duration timeout) {
            this.connectTimeout = positive("connect timeout", timeout);
            return this;
        }

        /** How long an answer may take before the connection counts as lost. */
        public Builder setSocketTimeout(Duration timeout) {
            this.socketTimeout = positive("socket timeout", timeout);
            return this;
        }

        /** The key store with the authorities to trust, on every machine that connects; the password may be null. */
        public Builder setTrustStore(String path, String password) {
            this.trustStore = path;
            this.trustStorePassword = password;
            return this;
        }

        public RedisConnectionConfig build() {
            return new RedisConnectionConfig(this);
        }

        private static Duration positive(String name, Duration duration) {
            require(
                    duration.toMillis() > 0 && duration.toMillis() <= Integer.MAX_VALUE,
                    "The " + name + " must be at least a millisecond, not " + duration + ".");
            return duration;
        }
    }

    /** By hand, since {@link java.net.URI} knows one host only and puts the whole text, password included, into its exceptions. */
    private static final class UriParser {
        private final String uri;

        UriParser(String uri) {
            this.uri = uri;
        }

        RedisConnectionConfig parse() {
            Builder builder = builder();
            int schemeEnd = uri.indexOf("://");
            String scheme = schemeEnd < 0 ? "" : uri.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
            require(
                    scheme.equals("redis") || scheme.equals("rediss"),
                    "A Redis URI begins with redis:// or rediss://, this one does not.");
            builder.setTls(scheme.equals("rediss"));
            String rest = uri.substring(schemeEnd + 3);

            // A password may hold '?' and '/' in encoded form only, but people forget: everything before the last '@'
            // is credentials.
            int at = rest.lastIndexOf('@');
            if (at >= 0) {
                credentials(builder, rest.substring(0, at));
                rest = rest.substring(at + 1);
            }
            int question = rest.indexOf('?');
            String options = question < 0 ? "" : rest.substring(question + 1);
            rest = question < 0 ? rest : rest.substring(0, question);
            int slash = rest.indexOf('/');
            if (slash >= 0 && slash < rest.length() - 1) {
                builder.setDatabase(number("database", rest.substring(slash + 1)));
            }
            for (String node : (slash < 0 ? rest : rest.substring(0, slash)).split(",", -1)) {
                node(builder, node);
            }
            for (String option : options.isEmpty() ? new String[0] : options.split("&", -1)) {
                int equals = option.indexOf('=');
                require(equals > 0, "An option of a Redis URI has the form name=value.");
                option(builder, option.substring(0, equals), decode(option.substring(equals + 1)));
            }
            return builder.build();
        }

        private static void credentials(Builder builder, String credentials) {
            int colon = credentials.indexOf(':');
            require(colon >= 0, "The credentials in a Redis URI have the form user:password or :password.");
            String user = decode(credentials.substring(0, colon));
            builder.setUser(user.isEmpty() ? null : user);
            builder.setPassword(decode(credentials.substring(colon + 1)));
        }

        private static void node(Builder builder, String node) {
            int bracket = node.lastIndexOf(']');
            int colon = node.indexOf(':', Math.max(bracket, 0));
            String host = colon < 0 ? node : node.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            require(!host.isEmpty(), "A Redis URI names a host, as in redis://localhost:6379.");
            builder.addNode(host, colon < 0 ? DEFAULT_PORT : number("port", node.substring(colon + 1)));
        }

        private static void option(Builder builder, String name, String value) {
            switch (name) {
                case "cluster" -> builder.setCluster(Boolean.parseBoolean(value));
                case "connectTimeout" -> builder.setConnectTimeout(duration(name, value));
                case "socketTimeout" -> builder.setSocketTimeout(duration(name, value));
                case "trustStore" -> builder.setTrustStore(value, builder.trustStorePassword);
                case "trustStorePassword" -> builder.setTrustStore(builder.trustStore, value);
                default ->
                    throw new IllegalArgumentException("A Redis URI has no option " + name
                            + "; there are cluster, connectTimeout, socketTimeout, trustStore and trustStorePassword.");
            }
        }

        private static Duration duration(String name, String text) {
            try {
                if (text.endsWith("ms")) {
                    return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
                }
                return Duration.parse(text.startsWith("P") ? text : "PT" + text);
            } catch (NumberFormatException | DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "The " + name + " of a Redis URI is a duration such as 500ms, 2s or PT2S, not " + text + ".",
                        e);
            }
        }

        private static int number(String name, String text) {
            return Optional.of(text)
                    .filter(digits -> digits.matches("\\d{1,9}"))
                    .map(Integer::valueOf)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The " + name + " of a Redis URI is a number, this one is not."));
        }

        private static String decode(String text) {
            try {
                // URLDecoder is for forms, where '+' is a space; in a URI it is itself.
                return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("A Redis URI has a percent sign without two hexadecimal digits.");
            }
        }
    }
}
