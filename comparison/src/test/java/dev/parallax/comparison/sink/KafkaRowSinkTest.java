package dev.parallax.comparison.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.Laboratory;
import dev.parallax.shared.format.RowJson;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.shared.sink.RowSinkSettings;
import dev.parallax.shared.sink.RowSinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Laboratory.class)
class KafkaRowSinkTest {
    private static final int ROWS = 1_000;

    @Test
    void eachRowIsInTheTopicExactlyOnceAlthoughATaskFails(Laboratory laboratory) throws Exception {
        CountedRows rows = new CountedRows("rows to Kafka", ROWS).failingOnce();
        RowSink sink = RowSinks.at(
                "kafka:counted-rows", RowSinkSettings.of("counted").withKafka(laboratory.bootstrapServers()));

        sink.prepare();
        sink.prepare();
        rows.job(sink).execute();

        assertThat(rows.failuresLeft()).as("failures that did not happen").isZero();
        List<String> expected = new ArrayList<>();
        for (long number = 0; number < ROWS; number++) {
            ViewRow<WordCount> row = CountedRows.row(number);
            expected.add(CountedRows.identity(row) + " = "
                    + (row.isRemoved() ? null : CountedRows.text(RowJson.bytes(CountedRows.WORDS, row))));
        }
        List<ConsumerRecord<String, String>> written = committed(laboratory.bootstrapServers(), "counted-rows");
        assertThat(written)
                .extracting(record -> record.key() + " = " + record.value())
                .as("one partition, so in their order")
                .isEqualTo(expected);
        assertThat(expected.get(109))
                .isEqualTo("{\"key\":\"once 7\",\"windowStart\":\"2024-04-09T12:00:00Z\","
                        + "\"windowEnd\":\"2024-04-09T12:10:00Z\"} = null");
        assertThat(asTable(written)).isEqualTo(rows.inTheEnd());
    }

    private static Map<String, String> asTable(List<ConsumerRecord<String, String>> records) {
        Map<String, String> table = new TreeMap<>();
        for (ConsumerRecord<String, String> record : records) {
            if (record.value() == null) {
                table.remove(record.key());
            } else {
                table.put(record.key(), record.value());
            }
        }
        return table;
    }

    private static List<ConsumerRecord<String, String>> committed(String bootstrapServers, String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
