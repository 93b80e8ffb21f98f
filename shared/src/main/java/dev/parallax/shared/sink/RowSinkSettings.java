package dev.parallax.shared.sink;

import dev.parallax.shared.log.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * What the sinks of a query have in common.
 *
 * @param query the query's name: no other query that runs at the same time has it, and it has it again when it is restarted
 * @param kafka the broker of {@code kafka:TOPIC}, as {@code HOST:PORT}; null if there is none
 * @param kafkaSettings what this broker, and that of {@code kafka://HOST:PORT/TOPIC}, wants besides
 * @param rows how many rows of a trigger are shown to people, at least 1
 * @param parked the directory for rows that a sink could not take; null where the query fails instead. Tasks must see it as well
 * @param parkAfter how long a sink may be unable to do anything at all before rows are parked
 * @param files makes the sink of {@code file:DIRECTORY}; null where there is none
 */
public record RowSinkSettings(
        String query,
        String kafka,
        KafkaSettings kafkaSettings,
        int rows,
        Path parked,
        Duration parkAfter,
        Function<Path, RowSink> files) {
    /** As many as Spark's console shows. */
    private static final int ROWS = 20;

    private static final Duration PARK_AFTER = Duration.ofSeconds(10);

    public RowSinkSettings {
        if (rows < 1) {
            throw new IllegalArgumentException("At least 1 row of a trigger must be shown, not " + rows + ".");
        }
        if (parkAfter.isNegative() || parkAfter.isZero()) {
            throw new IllegalArgumentException(
                    "A sink must be waited for longer than 0 s before rows are parked, not " + parkAfter + ".");
        }
    }

    /** 20 rows are shown, a sink that fails makes the query fail, and neither a broker nor a sink for files is there. */
    public static RowSinkSettings of(String query) {
        return new RowSinkSettings(query, null, KafkaSettings.none(), ROWS, null, PARK_AFTER, null);
    }

    public RowSinkSettings withKafkaSettings(KafkaSettings settings) {
        return new RowSinkSettings(query, kafka, settings, rows, parked, parkAfter, files);
    }

    public RowSinkSettings withKafka(String bootstrapServers) {
        return new RowSinkSettings(query, bootstrapServers, kafkaSettings, rows, parked, parkAfter, files);
    }

    public RowSinkSettings withRows(int most) {
        return new RowSinkSettings(query, kafka, kafkaSettings, most, parked, parkAfter, files);
    }

    /** Rows that a sink cannot take are parked in a directory instead of failing the query. */
    public RowSinkSettings withParking(Path directory) {
        return new RowSinkSettings(query, kafka, kafkaSettings, rows, directory, parkAfter, files);
    }

    public RowSinkSettings withParkAfter(Duration patience) {
        return new RowSinkSettings(query, kafka, kafkaSettings, rows, parked, patience, files);
    }

    public RowSinkSettings withFiles(Function<Path, RowSink> sinkForFiles) {
        return new RowSinkSettings(query, kafka, kafkaSettings, rows, parked, parkAfter, sinkForFiles);
    }
}
