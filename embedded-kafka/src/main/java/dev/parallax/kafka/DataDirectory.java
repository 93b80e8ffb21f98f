package dev.parallax.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the broker keeps its records: a directory of its own, which carries the name of its cluster. */
record DataDirectory(Path path, boolean temporary) {
    /** The same for every directory, to know them by: those of other brokers are not to be touched. */
    private static final String CLUSTER = "parallax-embedded-node";

    private static final String IDENTITY = "meta.properties";
    private static final String FIRST_RECORDS = "bootstrap.checkpoint";
    private static final long LEAST_SPACE = 32 << 20;
    private static final Logger LOGGER = LoggerFactory.getLogger(DataDirectory.class);

    static DataDirectory at(Path path) {
        return new DataDirectory(path.toAbsolutePath().normalize(), false);
    }

    static DataDirectory createTemporary() throws IOException {
        try {
            return new DataDirectory(Files.createTempDirectory("parallax-kafka-"), true);
        } catch (IOException failure) {
            throw StartFailure.of(Path.of(System.getProperty("java.io.tmpdir")), failure);
        }
    }

    /** Makes it a broker's directory, if it is not one yet. */
    void prepare() throws Exception {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException("it is not a directory");
        }
        if (!Files.exists(path)) {
            Files.createDirectories(path);
        }
        if (Files.getFileStore(path).getUsableSpace() < LEAST_SPACE) {
            throw new IOException("its disk is full");
        }
        if (Files.exists(path.resolve(IDENTITY))) {
            refuseAnotherCluster();
        } else {
            refuseOtherFiles();
            format();
        }
    }

    private void refuseAnotherCluster() throws IOException {
        Properties identity = new Properties();
        try (InputStream file = Files.newInputStream(path.resolve(IDENTITY))) {
            identity.load(file);
        }
        if (!CLUSTER.equals(identity.getProperty("cluster.id"))) {
            throw new IOException("it holds the data of another Kafka cluster");
        }
    }

    private void refuseOtherFiles() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            // An interrupted format leaves its first file, and the next one writes it anew.
            List<String> others = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(FIRST_RECORDS) && !name.startsWith(IDENTITY))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new IOException("it holds files that are not Kafka's, like " + others.get(0));
            }
        }
    }

    private void format() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(CLUSTER)
                .setNodeId(NodeSettings.NODE_ID)
                .setControllerListenerName(Listeners.CONTROLLER)
                .addDirectory(path.toString())
                .setMetadataLogDirectory(path.toString())
                .run();
    }

    void deleteIfTemporary() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> entries = Files.walk(path)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException failure) {
            LOGGER.warn("The temporary directory {} could not be deleted.", path, failure);
        }
    }
}
