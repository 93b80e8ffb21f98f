package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.slot;
import static dev.parallax.shared.flow.Day.window;
import static dev.parallax.shared.flow.Entries.said;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.shared.flow.TransformationHarness.Checkpoint;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.StateMigrationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class RestoreTest {
    private static final WordsPipeline WORDS = new WordsPipeline();

    @Parameter
    Backend backend;

    @SafeVarargs
    private final Checkpoint checkpointAfter(RollupSettings settings, LogEntry<Sentence>... read) throws Exception {
        try (var before = TransformationHarness.started(backend, WORDS, settings)) {
            for (LogEntry<Sentence> entry : read) {
                before.read(entry);
            }
            return before.checkpoint(1);
        }
    }

    @Test
    void anOpenWindowGoesOnWhereItWas() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO);
        Checkpoint checkpoint = checkpointAfter(settings, said(0, 0, "11:05", "owl"), said(0, 1, "11:06", "owl"));

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.read(said(0, 2, "11:07", "owl"));
            after.read(said(0, 3, "11:10", "dog"));

            assertThat(after.emitted()).containsExactly(row("owl", slot("11:00", "11:10"), 3));
        }
    }

    /** An attempt that was abandoned may have written over it in a store without transactions. */
    @Test
    void aRowThatIsStillOpenIsWrittenOnceMoreAfterTheRestore() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO);
        Checkpoint checkpoint;
        try (var before = TransformationHarness.started(backend, WORDS, settings)) {
            before.read(said(0, 0, "11:05", "owl"));
            checkpoint = before.checkpoint(1);
            assertThat(before.emitted()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
        }

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.checkpoint(2);
            after.checkpoint(3);
            after.finish();

            assertThat(after.emitted()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
            assertThat(after.stateEntries()).isZero();
        }
    }

    @Test
    void whatChangesAfterTheRestoreIsWrittenBeforeEachBarrier() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO);
        Checkpoint checkpoint = checkpointAfter(settings, said(0, 0, "11:05", "owl"));

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.read(said(0, 1, "11:06", "owl"));
            after.checkpoint(2);
            assertThat(after.emitted()).containsExactly(row("owl", slot("11:00", "11:10"), 2));

            after.read(said(0, 2, "11:06", "owl"));
            after.checkpoint(3);
            assertThat(after.emitted()).containsExactly(row("owl", slot("11:00", "11:10"), 3));
        }
    }

    /** A sink of rows keeps what was committed and nothing else. */
    @Test
    void whereRowsLeaveForSinksOnlyWhatChangedIsWrittenAfterTheRestore() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO).forSinks();
        Checkpoint checkpoint = checkpointAfter(settings, said(0, 0, "11:05", "owl"), said(0, 1, "11:05", "dog"));

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.read(said(0, 2, "11:06", "dog"));
            after.checkpoint(2);

            assertThat(after.emitted()).containsExactly(row("dog", slot("11:00", "11:10"), 2));
        }
    }

    /** The window closes before there was a barrier. */
    @Test
    void aRowThatClosesBeforeTheFirstBarrierAfterTheRestoreIsWrittenOnceMore() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO);
        try (RollupHarness<WordCount> before = RollupHarness.started(backend, WORDS, settings)) {
            before.take(word("owl", "11:05").from(0, 0).share());
            var state = before.snapshot(1);

            try (RollupHarness<WordCount> after = RollupHarness.restored(backend, WORDS, settings, state)) {
                after.hear(clock(0, "11:10"));

                assertThat(after.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
            }
        }
    }

    @Test
    void aDuplicateIsKnownAfterTheRestore() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO);
        try (RollupHarness<WordCount> before = RollupHarness.started(backend, WORDS, settings)) {
            before.take(word("owl", "11:05").withId("E1").from(0, 0).share());
            var state = before.snapshot(1);

            try (RollupHarness<WordCount> after = RollupHarness.restored(backend, WORDS, settings, state)) {
                after.take(word("owl", "11:05").withId("E1").from(0, 1).share());
                after.take(word("owl", "11:06").withId("E2").from(0, 2).share());
                after.barrier(2);

                assertThat(after.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 2));
            }
        }
    }

    /** An earlier build had a map from row to cell under each hash. */
    @Test
    void rowsThatAreKeptInAnotherWayAreRefused() throws Exception {
        OperatorSubtaskState earlier;
        try (var before = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new EarlierRollup()), String::hashCode, Types.INT)) {
            before.setStateBackend(backend.create());
            before.open();
            before.processElement("owl", 0);
            earlier = before.snapshot(1, 0);
        }

        assertThatThrownBy(() -> RollupHarness.restored(backend, WORDS, stream(1, Duration.ZERO), earlier))
                .rootCause()
                .isInstanceOf(StateMigrationException.class);
        assertThatThrownBy(() -> RollupHarness.restored(backend, WORDS, stream(1, Duration.ZERO), earlier))
                .hasMessageContaining("The checkpoint is of an earlier build");
    }

    private static final class EarlierRollup extends KeyedProcessFunction<Integer, String, String> {
        @Override
        public void processElement(String word, Context context, Collector<String> output) throws Exception {
            getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>(
                            "cells", new RecordSerializer<>(RowSlot.class, null), LongSerializer.INSTANCE))
                    .put(new RowSlot(word, slot("11:00", "11:10")), 1L);
        }
    }

    /** Flink keeps no watermark in its checkpoints; the stamp of the log clock survives all the same. */
    @Test
    void aClosedWindowIsNotReopened() throws Exception {
        RollupSettings settings = stream(1, Duration.ZERO);
        Checkpoint checkpoint;
        try (var before = TransformationHarness.started(backend, WORDS, settings)) {
            before.read(said(0, 0, "11:05", "owl"));
            before.read(said(0, 1, "11:10", "dog"));
            checkpoint = before.checkpoint(1);
            assertThat(before.emitted())
                    .containsExactly(row("owl", slot("11:00", "11:10"), 1), row("dog", slot("11:10", "11:20"), 1));
        }

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.read(said(0, 2, "11:06", "owl"));
            after.checkpoint(2);
            after.finish();

            assertThat(after.emitted())
                    .containsExactly(
                            new LateContribution<>(
                                    "owl", window("11:00", "11:10"), new Place(0, 2), 1, LateContribution.Kind.LATE),
                            row("dog", slot("11:10", "11:20"), 1));
        }
    }

    /** Two partitions, of which the second fell silent for longer than the idle time and was skipped. */
    @Test
    void aWindowThatAnIdleSkipClosedLosesNothingByTheRestore() throws Exception {
        RollupSettings settings = stream(2, Duration.ofMinutes(30));
        Checkpoint checkpoint;
        List<ViewRecord<WordCount>> emitted = new ArrayList<>();
        try (var before = TransformationHarness.started(backend, WORDS, settings)) {
            before.read(said(1, 0, "11:04", "owl"));
            before.read(said(0, 0, "15:00", "dog"));
            checkpoint = before.checkpoint(1);
            emitted.addAll(before.emitted());
        }

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.read(said(1, 1, "11:05", "owl"));
            after.finish();
            emitted.addAll(after.emitted());
        }

        Map<String, Long> contributions = new HashMap<>();
        for (ViewRow<WordCount> row : RollupHarness.rows(emitted)) {
            contributions.put(row.key(), row.contributions());
        }
        long late = RollupHarness.late(emitted).size();
        assertThat(contributions.get("owl") + late)
                .as("both owls are in the row or late")
                .isEqualTo(2);
    }

    @Test
    void anEpochsShareGoesOnWhereItWas() throws Exception {
        RollupSettings settings =
                RollupSettings.speed(Day.TEN_MINUTES, 1, Duration.ofDays(1), Epochs.endingAt(List.of(Day.at("12:00"))));
        Checkpoint checkpoint = checkpointAfter(settings, said(0, 0, "11:55", "owl"));

        try (var after = TransformationHarness.restored(backend, WORDS, settings, checkpoint)) {
            after.read(said(0, 1, "11:56", "owl"));
            after.read(said(0, 2, "12:00", "dog"));
            assertThat(RollupHarness.rows(after.emitted()))
                    .extracting(ViewRow::contributions)
                    .as("the first epoch is over")
                    .containsExactly(2L);

            after.finish();
            assertThat(after.stateEntries()).isZero();
            assertThat(after.timers()).isZero();
        }
    }

    @Test
    void anotherKindOfWindowsIsRefused() throws Exception {
        try (RollupHarness<WordCount> before = RollupHarness.started(backend, WORDS, stream(1, Duration.ZERO))) {
            before.take(word("owl", "11:05").share());
            var state = before.snapshot(1);
            RollupSettings ofSessions =
                    RollupSettings.speed(Day.SESSIONS, 1, Duration.ofDays(1), Epochs.endingAt(List.of()));

            assertThatIllegalStateException()
                    .isThrownBy(() -> RollupHarness.restored(backend, WORDS, ofSessions, state))
                    .withMessage("The checkpoint is of a view with --window tumbling:PT10M, which cannot go on with "
                            + "--window session:PT30M: ask for the same, or begin anew.");
        }
    }

    private static RollupSettings stream(int partitions, Duration idleAfter) {
        return RollupSettings.stream(
                Day.TEN_MINUTES,
                partitions,
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ZERO,
                idleAfter,
                OutputMode.UPDATE);
    }
}
