package dev.parallax.comparison;

import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A real broker that lets in nobody but ann, who has a file with her settings. */
public final class SecuredKafka implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final Path directory;
    private final Map<String, String> settings;
    private final List<String> secrets;

    private SecuredKafka(EmbeddedKafka kafka, Path directory, Map<String, String> settings, List<String> secrets) {
        this.kafka = kafka;
        this.directory = directory;
        this.settings = settings;
        this.secrets = secrets;
    }

    /** Who knows ann's password gets in. */
    public static SecuredKafka startWithPassword(Path directory) throws IOException {
        String password = "password-" + UUID.randomUUID();
        EmbeddedKafka kafka =
                EmbeddedKafka.start(directory.resolve("broker"), 0, ofBroker("SASL_PLAINTEXT", password, Map.of()));
        return new SecuredKafka(kafka, directory, ofAnn("SASL_PLAINTEXT", password), List.of(password));
    }

    /** Everything is encrypted; besides the password a client must show a certificate. */
    public static SecuredKafka startWithTls(Path directory) throws Exception {
        String password = "password-" + UUID.randomUUID();
        String ofKeys = "keys-" + UUID.randomUUID();
        String ofTrust = "trust-" + UUID.randomUUID();
        Path keys = Files.createDirectories(directory).resolve("keys.p12");
        Path trust = directory.resolve("trust.p12");
        makeKeys(keys, ofKeys);
        trust(keys, ofKeys, trust, ofTrust);
        Map<String, String> tls = Map.of(
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                ofKeys,
                "ssl.key.password",
                ofKeys,
                "ssl.truststore.location",
                trust.toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                ofTrust);
        Map<String, String> ofClients = new HashMap<>(tls);
        ofClients.put(
                "listener.name.clients.ssl.client.auth",
                "required"); // Kafka does not ask for it with SASL unless told for the listener.
        EmbeddedKafka kafka =
                EmbeddedKafka.start(directory.resolve("broker"), 0, ofBroker("SASL_SSL", password, ofClients));
        Map<String, String> ofAnn = ofAnn("SASL_SSL", password);
        ofAnn.putAll(tls);
        return new SecuredKafka(kafka, directory, ofAnn, List.of(password, ofKeys, ofTrust));
    }

    private static Map<String, String> ofBroker(String protocol, String password, Map<String, String> tls) {
        Map<String, String> settings = new HashMap<>(tls);
        settings.put("listener.security.protocol.map", "CLIENTS:" + protocol + ",CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        String itself = "broker-" + UUID.randomUUID();
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config",
                login("broker", itself, " user_broker=\"" + itself + "\" user_ann=\"" + password + "\""));
        return settings;
    }

    private static Map<String, String> ofAnn(String protocol, String password) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("security.protocol", protocol);
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("sasl.jaas.config", login("ann", password, ""));
        return settings;
    }

    private static String login(String user, String password, String more) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\"" + more + ";";
    }

    private static void makeKeys(Path file, String password) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "parallax",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=parallax",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** A store with the certificate of another one's key. */
    private static void trust(Path keys, String ofKeys, Path trust, String ofTrust)
            throws IOException, GeneralSecurityException {
        KeyStore from = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            from.load(in, ofKeys.toCharArray());
        }
        KeyStore to = KeyStore.getInstance("PKCS12");
        to.load(null, null);
        to.setCertificateEntry("parallax", from.getCertificate("parallax"));
        try (OutputStream out = Files.newOutputStream(trust)) {
            to.store(out, ofTrust.toCharArray());
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The passwords that are nobody else's business. */
    public List<String> secrets() {
        return secrets;
    }

    /** Ann's settings, as she has them in a file. */
    public Path config() throws IOException {
        return write(settings);
    }

    /** The same with one setting said otherwise. */
    public Path configWith(String name, String value) throws IOException {
        Map<String, String> otherwise = new TreeMap<>(settings);
        otherwise.put(name, value);
        return write(otherwise);
    }

    /** The same without all settings whose names begin so. */
    public Path configWithout(String beginning) throws IOException {
        Map<String, String> fewer = new TreeMap<>(settings);
        fewer.keySet().removeIf(name -> name.startsWith(beginning));
        return write(fewer);
    }

    private Path write(Map<String, String> ofAnn) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Ann's"));
        ofAnn.forEach((name, value) -> lines.add(name + "=" + value));
        return Files.write(Files.createTempFile(directory, "ann", ".properties"), lines);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
