package dev.parallax.comparison.cli;

import dev.parallax.shared.log.KafkaLog;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topic of which broker. */
final class BrokerOptions {
    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "The broker. Default: ${DEFAULT-VALUE}, where ./parallax kafka start has its own.")
    private String kafka;

    @Option(names = "--topic", paramLabel = "NAME", required = true, description = "The topic.")
    private String topic;

    @Mixin
    private KafkaConfigOption config;

    /** The topic, which exists. */
    KafkaLog log() {
        Addresses.requireHostAndPort("--kafka", kafka);
        return KafkaLog.existing(config.to(kafka), topic);
    }
}
