package dev.parallax.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What can be known of {@code docker-compose.yml} without running it. */
class ComposeFileTest {
    private static final Path FILE = Path.of("..", "flink-conf", "docker-compose.yml");

    @Test
    void isOfTheSchema() throws IOException {
        assertThat(schema().validate(read(Files.readString(FILE)))).isEmpty();
    }

    /** Otherwise the schema might permit anything. */
    @Test
    void theSchemaRefusesWhatIsWrong() throws IOException {
        String right = Files.readString(FILE);

        assertThat(schema().validate(read(right.replace("healthcheck:", "healthchek:"))))
                .isNotEmpty();
        assertThat(schema().validate(read(right.replace("retries: 24", "retries: often"))))
                .isNotEmpty();
        assertThat(schema().validate(read(right.replace("service_healthy", "service_well"))))
                .isNotEmpty();
    }

    @Test
    void everyServiceSaysWhichVersionItIsAndHowItsHealthIsSeen() throws IOException {
        for (JsonNode service : services()) {
            assertThat(service.path("image").asText()).matches(".+:[^:/]+").doesNotEndWith(":latest");
            assertThat(service.path("healthcheck").path("test").isArray()).isTrue();
        }
    }

    @Test
    void portsAreThoseOfThisMachineAlone() throws IOException {
        List<String> ports = new ArrayList<>();
        services().forEach(service -> service.path("ports").forEach(port -> ports.add(port.asText())));

        assertThat(ports).hasSize(4).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
        assertThat(ports.stream().map(port -> port.split(":")[1])).doesNotHaveDuplicates();
    }

    @Test
    void flinkAndKafkaAreThoseThatParallaxIsMadeFor() throws IOException {
        String versions = Files.readString(Path.of("..", "pom.xml"));
        String kafka = versions.replaceFirst("(?s).*<kafka.version>(.*?)</kafka.version>.*", "$1");

        assertThat(services().path("kafka").path("image").asText()).isEqualTo("apache/kafka:" + kafka);
        assertThat(services().path("jobmanager").path("image").asText())
                .isEqualTo(services().path("taskmanager").path("image").asText())
                .isEqualTo("flink:" + EnvironmentInformation.getVersion() + "-java17");
    }

    @Test
    void jobJarsAreMountedFromWhereTheBuildPutsThem() throws IOException {
        List<String> mounted = new ArrayList<>();
        services().path("jobmanager").path("volumes").forEach(volume -> mounted.add(volume.asText()));

        assertThat(mounted)
                .contains("../batch-jobs/target:/opt/jobs/batch:ro", "../streaming-jobs/target:/opt/jobs/streaming:ro");
        assertThat(FILE.resolveSibling("../batch-jobs/pom.xml")).exists();
        assertThat(FILE.resolveSibling("../streaming-jobs/pom.xml")).exists();
    }

    private static JsonNode services() throws IOException {
        return read(Files.readString(FILE)).path("services");
    }

    /** With what is merged into it ({@code <<}), as Compose reads it. */
    private static JsonNode read(String yaml) {
        return new ObjectMapper().valueToTree(new Yaml().load(yaml));
    }

    private static Schema schema() throws IOException {
        try (InputStream file = ComposeFileTest.class.getResourceAsStream("/compose-spec.json")) {
            // What was called id before is called $id in the version of JSON Schema that this one names, and nothing
            // needs it.
            String schema =
                    new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\"id\": \"[^\"]*\",", "");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(schema);
        }
    }
}
