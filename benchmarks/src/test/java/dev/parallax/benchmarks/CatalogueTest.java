package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(Path.of("/nowhere"), "1g", List.of(1, 2));

    private List<String> matching(String... patterns) {
        return catalogue.matching(List.of(patterns)).stream().map(Program::name).toList();
    }

    @Test
    void aNameMeansEveryParallelism() {
        assertThat(matching("run-batch")).containsExactly("baseline", "run-batch/1", "run-batch/2");
        assertThat(matching("run-batch/2")).containsExactly("baseline", "run-batch/2");
    }

    @Test
    void aPatternMeansAllThatMatchAndTheBaselineComesFirst() {
        assertThat(matching("idiomatic-*", "by-hand"))
                .containsExactly(
                        "baseline",
                        "by-hand",
                        "idiomatic-java",
                        "idiomatic-batch/1",
                        "idiomatic-stream/1",
                        "idiomatic-batch/2",
                        "idiomatic-stream/2");
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> matching("run-batch", "storm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no program 'storm'; there are baseline, by-hand, idiomatic-java,");
    }
}
