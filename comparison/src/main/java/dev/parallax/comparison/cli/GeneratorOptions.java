package dev.parallax.comparison.cli;

import dev.parallax.comparison.generate.GeneratorSettings;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** What generated events are like. */
final class GeneratorOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Another seed, other events. Default: 1.")
    private Long seed;

    @Option(names = "--events", paramLabel = "N", description = "How many lines. Default: 20000.")
    private Long events;

    @Option(names = "--customers", paramLabel = "N", description = "How many keys. Default: 200.")
    private Integer customers;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            description = "Ingest time of the first event. Default: 2023-01-05T08:00:00Z.")
    private Instant start;

    @Option(
            names = "--span",
            paramLabel = "DURATION",
            description = "Ingest time from the first to the last. Default: 8h; 730d of anniversaries.")
    private Duration span;

    @Option(
            names = "--disorder",
            paramLabel = "DURATION",
            description = "An event arrives up to this much after it happened. Default: 2m.")
    private Duration disorder;

    @Option(
            names = "--late-share",
            paramLabel = "SHARE",
            description = "Share of the events that come much later. Default: 0.01; 0.002 of anniversaries.")
    private Double lateShare;

    @Option(
            names = "--late-by",
            paramLabel = "DURATION",
            description = "About how much later those come. Default: 1h; 120d of anniversaries.")
    private Duration lateBy;

    @Option(
            names = "--duplicate-share",
            paramLabel = "SHARE",
            description = "Share of the events that are sent again. Default: 0.01.")
    private Double duplicateShare;

    @Option(
            names = "--malformed-share",
            paramLabel = "SHARE",
            description = "Share of malformed lines; as many events are invalid. Default: 0.005.")
    private Double malformedShare;

    @Option(
            names = "--skew",
            paramLabel = "EXPONENT",
            description =
                    "The k-th busiest customer, or word, has its share of the events by Zipf's law, in proportion to"
                            + " 1/k^EXPONENT; of devices, readings and words. Default: a few are much busier than most.")
    private Double skew;

    GeneratorSettings settings(String pipeline) {
        GeneratorSettings settings = GeneratorSettings.defaults(pipeline);
        settings = seed == null ? settings : settings.withSeed(seed);
        settings = events == null ? settings : settings.withEvents(events);
        settings = customers == null ? settings : settings.withCustomers(customers);
        settings = start == null ? settings : settings.withStart(start);
        settings = span == null ? settings : settings.withSpan(span);
        settings = disorder == null ? settings : settings.withDisorder(disorder);
        settings = lateShare == null ? settings : settings.withLateShare(lateShare);
        settings = lateBy == null ? settings : settings.withLateBy(lateBy);
        settings = duplicateShare == null ? settings : settings.withDuplicateShare(duplicateShare);
        settings = malformedShare == null ? settings : settings.withMalformedShare(malformedShare);
        return skew == null ? settings : settings.withSkew(skew);
    }
}
