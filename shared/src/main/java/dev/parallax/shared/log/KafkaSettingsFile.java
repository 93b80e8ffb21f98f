package dev.parallax.shared.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * Reads {@link KafkaSettings}. Allowed is what Kafka's admin client has settings for, too: that is the connection, and nothing of what is read and written and
 * how. What is wrong is said without any value, and without the text of a line that is not known to be the name of a setting.
 */
final class KafkaSettingsFile {
    /** They are settings of an admin client, and no matter of the connection. */
    private static final Set<String> OF_PARALLAX = Set.of(
            AdminClientConfig.CLIENT_ID_CONFIG,
            AdminClientConfig.RETRIES_CONFIG,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);

    private static final Set<String> ADDRESSES =
            Set.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG);

    /** Where {@code ${provider:path:key}} in a value comes from: a setting with names of the user's own behind it. */
    private static final String PROVIDERS = "config.providers.";

    /** Kafka's own login modules, and how the mechanisms that they are for begin: with another one a client tries for ever. */
    private static final Map<String, String> MECHANISMS = Map.of(
            PlainLoginModule.class.getName(), "PLAIN",
            ScramLoginModule.class.getName(), "SCRAM-SHA-",
            OAuthBearerLoginModule.class.getName(), "OAUTHBEARER");

    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z]+)+");
    private static final Pattern CLASS_NAME = Pattern.compile("\\w+(\\.\\w+)*");

    private KafkaSettingsFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> settings = new TreeMap<>();
        properties(file).forEach((name, value) -> settings.put((String) name, (String) value));
        settings.keySet().forEach(name -> requireOfConnection(file, name));
        requireUsable(file, settings);
        return settings;
    }

    private static Properties properties(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a directory: name a file with settings of Kafka.");
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The settings of Kafka in " + file + " cannot be read: " + FileProblem.reason(e) + ".", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The settings of Kafka in " + file
                            + " cannot be read: there is a backslash and u without four digits behind it.",
                    e);
        }
        return properties;
    }

    private static void requireOfConnection(Path file, String name) {
        if (ADDRESSES.contains(name)) {
            throw new IllegalArgumentException(
                    file + " sets " + name + ": brokers are named on the command line, take it out of the file.");
        }
        boolean ofConnection = AdminClientConfig.configNames().contains(name) || name.startsWith(PROVIDERS);
        if (ofConnection && !OF_PARALLAX.contains(name)) {
            return;
        }
        if (ofConnection
                || ConsumerConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)) {
            throw new IllegalArgumentException(file + " sets " + name
                    + ", which Parallax sets itself: only what concerns the connection may be in the file.");
        }
        throw new IllegalArgumentException(
                NAME.matcher(name).matches()
                        ? file + " sets " + name + ", which Kafka's clients do not know."
                        : file + " has a line that is no setting of Kafka's clients, which are like"
                                + " security.protocol=SASL_SSL; one that goes on in the next line ends with a backslash.");
    }

    /** Kafka's clients would say the same, but some of it with values. */
    private static void requireUsable(Path file, Map<String, String> settings) {
        Map<String, Object> complete = new HashMap<>(settings);
        complete.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
        AdminClientConfig config;
        try {
            config = new AdminClientConfig(complete);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("The settings of Kafka in " + file + " cannot be: " + e.getMessage(), e);
        }
        String protocol = config.getString(AdminClientConfig.SECURITY_PROTOCOL_CONFIG);
        if (protocol.startsWith("SASL")) {
            requireLogin(file, protocol, config);
        }
    }

    private static void requireLogin(Path file, String protocol, AdminClientConfig config) {
        JaasContext login;
        try {
            login = JaasContext.loadClientContext(config.values());
        } catch (RuntimeException e) {
            // Not as its cause: it may quote a password.
            throw new IllegalArgumentException(
                    config.getPassword(SaslConfigs.SASL_JAAS_CONFIG) == null
                            ? file + " wants " + protocol
                                    + ", and does not say who logs in: sasl.jaas.config is missing."
                            : "sasl.jaas.config in " + file
                                    + " is not as Kafka reads it: MODULE required NAME=\"VALUE\" NAME=\"VALUE\";"
                                    + " with the semicolon.");
        }
        String mechanism = config.getString(SaslConfigs.SASL_MECHANISM);
        for (AppConfigurationEntry entry : login.configurationEntries()) {
            String module = entry.getLoginModuleName();
            if (!mechanism.startsWith(MECHANISMS.getOrDefault(module, ""))) {
                throw new IllegalArgumentException("In " + file + " the login module is for sasl.mechanism="
                        + MECHANISMS.get(module).replaceFirst("-$", "-256") + ", and the mechanism is " + mechanism
                        + (config.originals().containsKey(SaslConfigs.SASL_MECHANISM) ? "." : ", Kafka's default."));
            }
            if (!isThere(module)) {
                throw new IllegalArgumentException(
                        "sasl.jaas.config in " + file + " names a login module that is not there"
                                + (CLASS_NAME.matcher(module).matches() ? ": " + module + "." : "."));
            }
        }
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
