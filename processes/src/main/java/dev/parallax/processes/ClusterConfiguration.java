package dev.parallax.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** The configuration of a cluster: {@code flink-conf/} as it ships, and what is particular to this one, in the directory {@code conf}. */
final class ClusterConfiguration {
    private static final List<String> SHIPPED =
            List.of(GlobalConfiguration.FLINK_CONF_FILENAME, "log4j-console.properties", "log4j-cli.properties");

    private final Path directory;
    private final Configuration flink;

    private ClusterConfiguration(Path directory, Configuration flink) {
        this.directory = directory;
        this.flink = flink;
    }

    /** Writes one anew. */
    static ClusterConfiguration write(ClusterSettings settings) {
        Path cluster = settings.directory();
        try {
            for (String file : SHIPPED) {
                ship(file, conf(cluster));
            }
            Configuration flink =
                    GlobalConfiguration.loadConfiguration(conf(cluster).toString());
            addPlaces(flink, cluster);
            addSettings(flink, settings);
            settings.flink().forEach(flink::setString);
            Files.write(
                    conf(cluster).resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
                    ConfigurationUtils.convertConfigToWritableLines(flink, false));
            ClusterConfiguration configuration = new ClusterConfiguration(cluster, flink);
            if (configuration.isHighlyAvailable()) {
                ZooKeeper.write(configuration);
            }
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that was written there; empty if there is none. */
    static Optional<ClusterConfiguration> read(Path cluster) {
        return Files.exists(conf(cluster).resolve(GlobalConfiguration.FLINK_CONF_FILENAME))
                ? Optional.of(new ClusterConfiguration(
                        cluster,
                        GlobalConfiguration.loadConfiguration(conf(cluster).toString())))
                : Optional.empty();
    }

    /** What a command line can say of it; the settings of which it is made. */
    ClusterSettings settings(int taskManagers) {
        return ClusterSettings.defaults(directory)
                .withTaskManagers(taskManagers)
                .withSlotsEach(flink.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .withHighAvailability(isHighlyAvailable())
                .withWebSubmit(flink.get(WebOptions.SUBMIT_ENABLE))
                .withRestPort(flink.get(RestOptions.PORT));
    }

    private static void ship(String file, Path conf) throws IOException {
        Files.createDirectories(conf);
        try (InputStream shipped = ClusterConfiguration.class.getResourceAsStream("flink-conf/" + file)) {
            Files.copy(shipped, conf.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void addPlaces(Configuration flink, Path cluster) {
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(cluster, "checkpoints"));
        flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(cluster, "savepoints"));
    }

    private static void addSettings(Configuration flink, ClusterSettings settings) {
        int port = settings.restPort() == 0 ? FreePort.any() : settings.restPort();
        flink.set(RestOptions.PORT, port);
        flink.set(RestOptions.BIND_PORT, Integer.toString(port));
        flink.set(JobManagerOptions.PORT, FreePort.any());
        flink.set(BlobServerOptions.PORT, "0");
        flink.set(WebOptions.SUBMIT_ENABLE, settings.webSubmit());
        if (settings.slotsEach() > 0) {
            flink.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.slotsEach());
            flink.set(TaskManagerOptions.CPU_CORES, (double) settings.slotsEach());
        }
        if (settings.highAvailability()) {
            ZooKeeper.addTo(flink, settings.directory(), FreePort.any());
        }
    }

    private static String uri(Path cluster, String name) {
        return cluster.resolve(name).toUri().toString();
    }

    private static Path conf(Path cluster) {
        return cluster.resolve("conf");
    }

    /** For {@code --configDir} and {@code FLINK_CONF_DIR}. */
    Path conf() {
        return conf(directory);
    }

    Path directory() {
        return directory;
    }

    Configuration flink() {
        return flink;
    }

    int restPort() {
        return flink.get(RestOptions.PORT);
    }

    boolean isHighlyAvailable() {
        return ZooKeeper.NAME.equals(flink.get(HighAvailabilityOptions.HA_MODE));
    }
}
