package dev.parallax.checkpoints;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint of a program that knows nothing of Parallax: what can be read is, and of the rest it is said which class is missing. */
class ForeignCheckpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    /** What the program keeps of a visitor. */
    public static class Visitor {
        public String name;
        public long visits;
    }

    private static final class Visits extends KeyedProcessFunction<String, String, String> {
        private transient ValueState<Visitor> visitor;
        private transient ListState<Long> lengths;

        @Override
        public void open(OpenContext context) {
            visitor = getRuntimeContext().getState(new ValueStateDescriptor<>("visitor", Types.POJO(Visitor.class)));
            lengths = getRuntimeContext().getListState(new ListStateDescriptor<>("lengths", Types.LONG));
        }

        @Override
        public void processElement(String line, Context context, Collector<String> out) throws Exception {
            Visitor known = visitor.value() == null ? new Visitor() : visitor.value();
            known.name = context.getCurrentKey();
            known.visits++;
            visitor.update(known);
            lengths.add((long) line.length());
        }
    }

    @Test
    void isShownAsFarAsItsClassesAreKnown() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            SentenceTopic topic = SentenceTopic.create(kafka, "visits", 1);
            topic.send(0, "ann a");
            topic.send(0, "bob bb");
            topic.send(0, "ann ccc");
            for (SavepointFormatType format : SavepointFormatType.values()) {
                Path savepoint = savepoint(kafka, format);
                CheckpointContents contents =
                        CheckpointContents.of(CheckpointDirectory.at(savepoint).choose(null, null));

                assertThat(report(contents).problems()).isEmpty();
                assertThat(report(contents).read().sources())
                        .extracting(position -> position.name() + " " + position.partition() + " " + position.next())
                        .containsExactly("visits 0 3");
                assertThat(report(contents).operators().stream()
                                .flatMap(operator -> operator.states().stream())
                                .filter(state -> state.isKeyed() && state.entries() > 0)
                                .map(state -> state.name() + " " + state.kind() + " " + state.keys()))
                        .containsExactlyInAnyOrder("visitor value 2", "lengths list by key 2");
                assertThat(rows(contents, "lengths", "ann")).containsExactly("[5,7]");
                needsItsClass(savepoint);
            }
        }
    }

    /** As if the class were not there: its name stands in the savepoint. */
    private void needsItsClass(Path savepoint) throws Exception {
        String name = Visitor.class.getName();
        try (var files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
                Files.write(
                        file,
                        bytes.replace(name, name.replace("Visitor", "Visitxx")).getBytes(ISO_8859_1));
            }
        }
        CheckpointReport report =
                report(CheckpointContents.of(CheckpointDirectory.at(savepoint).choose(null, null)));

        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("The state by key of visits cannot be read from the file " + savepoint)
                .endsWith(
                        ": it needs the class " + name.replace("Visitor", "Visitxx") + ", which is another program's.");
        assertThat(report.read().sources()).hasSize(1);
    }

    private Path savepoint(EmbeddedKafka kafka, SavepointFormatType format) throws Exception {
        Configuration configuration = new Configuration()
                .set(RestOptions.BIND_PORT, "0")
                .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(1)
                .build())) {
            cluster.start();
            TestStreamEnvironment environment =
                    new TestStreamEnvironment(cluster, configuration, 1, List.of(), List.of());
            KafkaSource<String> source = KafkaSource.<String>builder()
                    .setBootstrapServers(kafka.bootstrapServers())
                    .setTopics("visits")
                    .setStartingOffsets(OffsetsInitializer.earliest())
                    .setValueOnlyDeserializer(new SimpleStringSchema())
                    .build();
            environment
                    .fromSource(source, WatermarkStrategy.noWatermarks(), "visits of a day")
                    .uid("source")
                    .keyBy(line -> line.substring(0, 3))
                    .process(new Visits())
                    .uid("visits")
                    .sinkTo(new DiscardingSink<>());
            JobClient client = environment.executeAsync("visits");
            Path[] place = new Path[1];
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> {
                        place[0] = Path.of(java.net.URI.create(client.triggerSavepoint(
                                        directory.resolve(format.name()).toUri().toString(), format)
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
                        CheckpointContents contents = CheckpointContents.of(
                                CheckpointDirectory.at(place[0]).choose(null, null));
                        return ReadSoFar.of(contents).sources().stream().anyMatch(position -> position.next() == 3);
                    });
            return place[0];
        }
    }

    private CheckpointReport report(CheckpointContents contents) throws Exception {
        return CheckpointReport.of(contents, Files.createTempDirectory(directory, "work"), entries -> {});
    }

    private List<String> rows(CheckpointContents contents, String state, String key) throws Exception {
        return KeyedRows.of(
                        contents,
                        "visits",
                        state,
                        key,
                        100,
                        Files.createTempDirectory(directory, "work"),
                        entries -> {})
                .entries()
                .stream()
                .map(entry -> entry.value().toString())
                .collect(Collectors.toList());
    }
}
