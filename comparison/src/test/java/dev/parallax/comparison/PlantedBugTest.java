package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.architectures.Scenario;
import dev.parallax.comparison.diff.Cause;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.view.StoredRecord;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.shared.view.ViewStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The comparison must find what it is there to find: in each test one part is wrong on purpose. */
@ExtendWith(Laboratory.class)
class PlantedBugTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();

    /** Two cuts of four records each: the second one begins with the event of 10:20. */
    private static final List<String> EVENTS = List.of(
            Events.device("a", "C1", "10:00:00", 20),
            Events.device("b", "C2", "10:05:00", 21),
            Events.device("c", "C1", "10:12:00", 22),
            Events.device("c", "C1", "10:12:00", 22),
            Events.device("d", "C1", "10:20:00", 23),
            Events.device("e", "C2", "10:35:00", 24),
            Events.device("late", "C1", "10:01:00", 25),
            Events.device("f", "C2", "10:36:00", 26));

    @TempDir
    Path directory;

    @Test
    void withoutABugThereIsNothingToFind(Laboratory laboratory) {
        Outcome<Temperatures> outcome = compare(laboratory, UnaryOperator.identity(), UnaryOperator.identity());

        assertThat(violations(outcome)).isEmpty();
        assertThat(kappa(outcome).atEnd().causes()).containsEntry(Cause.LATE, 1L);
        assertThat(outcome.counts().duplicates()).isEqualTo(1);
    }

    @Test
    void aSeamThatIsOffByOneRecordIsReported(Laboratory laboratory) {
        Outcome<Temperatures> outcome = compare(
                laboratory,
                scenario -> withEpochs(scenario, Epochs.endingAt(List.of(boundary(scenario) + 1, Long.MAX_VALUE))),
                UnaryOperator.identity());

        assertThat(violations(outcome))
                .contains("lambda at cut 2: 1 rows differ from the truth without a recorded cause.")
                .anyMatch(violation -> violation.startsWith("lambda at cut 2: facts do not add up"));
    }

    @Test
    void aLateOutputThatIsDroppedIsReported(Laboratory laboratory) {
        Outcome<Temperatures> outcome = compare(
                laboratory,
                UnaryOperator.identity(),
                scenario -> withViews(scenario, new WithoutLateOutput(scenario.kappaViews())));

        assertThat(violations(outcome))
                .contains("kappa at the end of the log: 1 rows differ from the truth without a recorded cause.")
                .anyMatch(violation -> violation.startsWith("kappa at the end of the log: facts do not add up"));
    }

    @Test
    void aDuplicateThatIsCountedTwiceIsReported(Laboratory laboratory) {
        Outcome<Temperatures> outcome = compare(
                laboratory,
                UnaryOperator.identity(),
                scenario -> withPipeline(scenario, new WithoutIdentity(scenario.pipeline())));

        assertThat(violations(outcome))
                .contains("kappa at the end of the log: 1 rows differ from the truth without a recorded cause.");
    }

    private Outcome<Temperatures> compare(
            Laboratory laboratory,
            UnaryOperator<Scenario<DeviceEvent, Reading, Temperatures>> forLambda,
            UnaryOperator<Scenario<DeviceEvent, Reading, Temperatures>> forKappa) {
        try (var experiment = laboratory.prepare(
                DEVICES,
                Laboratory.settings(Windows.tumbling(Duration.ofMinutes(10)), 2),
                Laboratory.file(directory, EVENTS),
                1,
                null)) {
            return experiment.run(forLambda, forKappa);
        }
    }

    private static List<String> violations(Outcome<Temperatures> outcome) {
        return new ReportOf<>(outcome).report().violations();
    }

    private static Findings<Temperatures> kappa(Outcome<Temperatures> outcome) {
        return outcome.architectures().get(0);
    }

    private static long boundary(Scenario<?, ?, ?> scenario) {
        return scenario.epochs().boundaries().get(0);
    }

    private static <E, F, A> Scenario<E, F, A> withEpochs(Scenario<E, F, A> scenario, Epochs epochs) {
        return with(scenario, scenario.pipeline(), epochs, scenario.kappaViews());
    }

    private static <E, F, A> Scenario<E, F, A> withViews(Scenario<E, F, A> scenario, ViewStore views) {
        return with(scenario, scenario.pipeline(), scenario.epochs(), views);
    }

    private static <E, F, A> Scenario<E, F, A> withPipeline(Scenario<E, F, A> scenario, Pipeline<E, F, A> pipeline) {
        return with(scenario, pipeline, scenario.epochs(), scenario.kappaViews());
    }

    private static <E, F, A> Scenario<E, F, A> with(
            Scenario<E, F, A> scenario, Pipeline<E, F, A> pipeline, Epochs epochs, ViewStore kappaViews) {
        return new Scenario<>(
                pipeline,
                scenario.log(),
                epochs,
                scenario.windows(),
                scenario.outOfOrderness(),
                scenario.allowedLateness(),
                scenario.maxAhead(),
                scenario.idleAfter(),
                scenario.outputMode(),
                scenario.checkpointEvery(),
                scenario.cluster(),
                scenario.parallelism(),
                scenario.batchViews(),
                scenario.speedViews(),
                kappaViews);
    }

    /** A pipeline that takes every copy of an event for another event. */
    private static final class WithoutIdentity extends ChangedPipeline<DeviceEvent, Reading, Temperatures> {
        private WithoutIdentity(Pipeline<DeviceEvent, Reading, Temperatures> right) {
            super(right);
        }

        @Override
        public String eventId(DeviceEvent event) {
            return null;
        }
    }

    /** A store whose readers are not told what was late. */
    private record WithoutLateOutput(ViewStore right) implements ViewStore {
        @Override
        public void create(String view, int writers) {
            right.create(view, writers);
        }

        @Override
        public <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline) {
            return right.sink(view, pipeline);
        }

        @Override
        public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
            ViewReader<A> reader = right.reader(view, pipeline);
            return new ViewReader<>() {
                @Override
                public void poll(Duration patience, Consumer<StoredRecord<A>> collector) {
                    reader.poll(patience, stored -> {
                        if (!(stored.record() instanceof LateContribution<A>)) {
                            collector.accept(stored);
                        }
                    });
                }

                @Override
                public boolean isFollowing() {
                    return reader.isFollowing();
                }

                @Override
                public boolean read(Consumer<StoredRecord<A>> collector) {
                    return reader.read(collector);
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }

        @Override
        public void drop(String view) {
            right.drop(view);
        }

        @Override
        public void forget(String view, int epoch) {
            right.forget(view, epoch);
        }

        @Override
        public void serve(String name, String view) {
            right.serve(name, view);
        }

        @Override
        public String served(String name) {
            return right.served(name);
        }

        @Override
        public void close() {
            right.close();
        }
    }
}
