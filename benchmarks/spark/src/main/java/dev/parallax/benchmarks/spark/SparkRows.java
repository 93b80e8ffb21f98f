package dev.parallax.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.window;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The rows of the devices pipeline by Spark SQL: as a batch over files, or by Structured Streaming over a directory of files in the order of time. Temperatures
 * are whole numbers, in ninths of a millionth of a degree Celsius, because rows must be equal to be compared.
 */
public final class SparkRows {
    private static final String SCHEMA =
            "eventId STRING, customerId STRING, eventTime STRING, data STRUCT<devices: ARRAY<STRUCT<"
                    + "temperature: STRING, measure: STRING, status: STRING>>>";

    private SparkRows() {}

    /** {@code batch|stream INPUT OUT WORK PARALLELISM}. */
    public static void main(String[] arguments) throws Exception {
        String input = arguments[1];
        String out = arguments[2];
        String work = arguments[3];
        String parallelism = arguments[4];
        try (SparkSession spark = SparkSession.builder()
                .master("local[" + parallelism + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", work)
                .config("spark.sql.warehouse.dir", work + "/warehouse")
                .config("spark.sql.session.timeZone", "UTC")
                // The default of 200 is for a cluster.
                .config("spark.sql.shuffle.partitions", parallelism)
                .getOrCreate()) {
            if (arguments[0].equals("batch")) {
                Dataset<Row> events = events(spark.read().schema(SCHEMA).json(input));
                rows(events.dropDuplicates("eventId")).write().mode("append").json(out);
            } else {
                Dataset<Row> events = events(spark.readStream()
                                .schema(SCHEMA)
                                .option("maxFilesPerTrigger", 1)
                                .json(input))
                        .withWatermark("time", "10 minutes");
                // With the time among the keys, what has been seen is forgotten when its time has passed.
                rows(events.dropDuplicates("eventId", "time"))
                        .writeStream()
                        .outputMode("append")
                        .format("json")
                        .option("path", out)
                        .option("checkpointLocation", work + "/checkpoints")
                        .trigger(Trigger.AvailableNow())
                        .start()
                        .awaitTermination();
            }
        }
    }

    /** The lines that are events. */
    private static Dataset<Row> events(Dataset<Row> lines) {
        return lines.filter("eventId <> '' AND customerId <> '' AND size(data.devices) > 0")
                .filter("forall(data.devices, d -> d.measure IN ('C', 'F') AND try_cast(d.temperature AS DOUBLE) IS NOT NULL)")
                .withColumn("time", try_to_timestamp(col("eventTime"), lit("yyyy-MM-dd HH:mm:ss.SSSSSS")))
                .filter("time IS NOT NULL");
    }

    private static Dataset<Row> rows(Dataset<Row> events) {
        return events.selectExpr("customerId", "time", "explode(data.devices) AS device")
                .selectExpr(
                        "customerId",
                        "time",
                        "device.status <=> 'ERROR' AS error",
                        "CAST(round(CASE device.measure WHEN 'C' THEN CAST(device.temperature AS DOUBLE) * 9000000"
                                + " ELSE (CAST(device.temperature AS DOUBLE) - 32) * 5000000 END) AS BIGINT) AS temperature")
                .groupBy(window(col("time"), "10 minutes"), col("customerId"))
                .agg(
                        expr("count(*)").as("count"),
                        expr("count_if(error)").as("errors"),
                        expr("min(temperature)").as("min"),
                        expr("max(temperature)").as("max"),
                        expr("sum(temperature)").as("sum"))
                .selectExpr(
                        "customerId AS key",
                        "date_format(window.start, \"yyyy-MM-dd'T'HH:mm:ss'Z'\") AS windowStart",
                        "date_format(window.end, \"yyyy-MM-dd'T'HH:mm:ss'Z'\") AS windowEnd",
                        "count",
                        "errors",
                        "min",
                        "max",
                        "sum");
    }
}
