package dev.parallax.shared.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Aggregate} demands of every pipeline there is. */
@SuppressWarnings("rawtypes")
class PipelineLawsTest {
    private static final int SEEDS = 300;

    static Stream<Named<Pipeline>> pipelines() {
        return ServiceLoader.load(Pipeline.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(pipeline -> Named.of(pipeline.name(), pipeline));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    <F, A> void mergeIsAssociative(Pipeline<?, F, A> pipeline) {
        Aggregate<F, A> aggregate = pipeline.aggregate();
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            A one = added(aggregate, Facts.of(pipeline, random));
            A two = added(aggregate, Facts.of(pipeline, random));
            A three = added(aggregate, Facts.of(pipeline, random));

            assertThat(aggregate.merge(aggregate.merge(one, two), three))
                    .as("seed %d", seed)
                    .isEqualTo(aggregate.merge(one, aggregate.merge(two, three)));
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    <F, A> void mergeIsCommutative(Pipeline<?, F, A> pipeline) {
        Aggregate<F, A> aggregate = pipeline.aggregate();
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            A one = added(aggregate, Facts.of(pipeline, random));
            A two = added(aggregate, Facts.of(pipeline, random));

            assertThat(aggregate.merge(one, two)).as("seed %d", seed).isEqualTo(aggregate.merge(two, one));
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    <F, A> void mergingTheEmptyAccumulatorChangesNothing(Pipeline<?, F, A> pipeline) {
        Aggregate<F, A> aggregate = pipeline.aggregate();
        for (long seed = 0; seed < SEEDS; seed++) {
            A accumulator = added(aggregate, Facts.of(pipeline, new SplittableRandom(seed)));

            assertThat(aggregate.merge(accumulator, aggregate.empty()))
                    .as("seed %d", seed)
                    .isEqualTo(accumulator);
            assertThat(aggregate.merge(aggregate.empty(), accumulator))
                    .as("seed %d", seed)
                    .isEqualTo(accumulator);
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    <F, A> void addingAFactIsMergingTheAccumulatorOfThatFactAlone(Pipeline<?, F, A> pipeline) {
        Aggregate<F, A> aggregate = pipeline.aggregate();
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            A accumulator = added(aggregate, Facts.of(pipeline, random));

            for (F fact : Facts.of(pipeline, random)) {
                assertThat(aggregate.add(accumulator, fact))
                        .as("seed %d", seed)
                        .isEqualTo(aggregate.merge(accumulator, aggregate.add(aggregate.empty(), fact)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    <F, A> void factsGiveTheSameHoweverTheyAreShuffledAndSplit(Pipeline<?, F, A> pipeline) {
        Aggregate<F, A> aggregate = pipeline.aggregate();
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<F> facts = Facts.of(pipeline, random);
            List<F> shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, new Random(seed));

            A merged = aggregate.empty();
            int from = 0;
            while (from < shuffled.size()) {
                int to = random.nextInt(from, shuffled.size()) + 1;
                merged = aggregate.merge(merged, added(aggregate, shuffled.subList(from, to)));
                from = to;
            }

            assertThat(merged).as("seed %d", seed).isEqualTo(added(aggregate, facts));
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    <F, A> void accumulatorsAreReadBackAsTheyWereWritten(Pipeline<?, F, A> pipeline) throws IOException {
        Codec<A> codec = Codec.of(pipeline.accumulatorType());
        for (long seed = 0; seed < SEEDS; seed++) {
            A accumulator = added(pipeline.aggregate(), Facts.of(pipeline, new SplittableRandom(seed)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            codec.write(accumulator, new DataOutputStream(bytes));

            assertThat(codec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                    .as("seed %d", seed)
                    .isEqualTo(accumulator);
        }
    }

    private static <F, A> A added(Aggregate<F, A> aggregate, List<F> facts) {
        A accumulator = aggregate.empty();
        for (F fact : facts) {
            accumulator = aggregate.add(accumulator, fact);
        }
        return accumulator;
    }
}
