package dev.parallax.comparison.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.comparison.Laboratory;
import dev.parallax.shared.log.KafkaConnection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Laboratory.class)
final class RunTopicsTest {
    @Test
    void removesTheTopicsOfItsRunAndNoOther(Laboratory laboratory) throws Exception {
        Set<String> ofRun = Set.of("parallax-a1.log", "parallax-a1.kappa-1", "parallax-a1.kappa-1.dead-letters");
        Set<String> ofOthers = Set.of("parallax-a1", "parallax-a12.log", "my-parallax-a1.log");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", laboratory.bootstrapServers()))) {
            admin.createTopics(Stream.concat(ofRun.stream(), ofOthers.stream())
                            .map(name -> new NewTopic(name, 2, (short) 1))
                            .collect(Collectors.toSet()))
                    .all()
                    .get();

            new RunTopics(KafkaConnection.to(laboratory.bootstrapServers()), "parallax-a1").close();

            assertThat(admin.listTopics().names().get())
                    .doesNotContainAnyElementsOf(ofRun)
                    .containsAll(ofOthers);
            admin.deleteTopics(ofOthers).all().get();
        }
    }

    @Test
    void isContentWithARunThatMadeNoTopic(Laboratory laboratory) {
        new RunTopics(KafkaConnection.to(laboratory.bootstrapServers()), "parallax-b2").close();
    }

    @Test
    void namesTheTopicsThatItCouldNotRemove() {
        assertThatThrownBy(() -> new RunTopics(KafkaConnection.to("127.0.0.1:1"), "parallax-c3").close())
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("parallax-c3.*")
                .hasMessageContaining("127.0.0.1:1");
    }
}
