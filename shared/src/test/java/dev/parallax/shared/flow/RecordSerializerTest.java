package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.slot;
import static dev.parallax.shared.flow.Day.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.pipelines.words.WordCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {
    private static final TypeSerializer<ViewRecord<WordCount>> VIEW_RECORDS =
            new RecordSerializer<>(ViewRecord.class, WordCount.class);

    interface Before {
        record Row(long count, String name) {}
    }

    interface Same {
        record Row(long count, String name) {}
    }

    interface Renamed {
        record Row(long number, String name) {}
    }

    interface Longer {
        record Row(long count, String name, boolean more) {}
    }

    interface OtherType {
        record Row(String count, String name) {}
    }

    @Test
    void viewRecordsAreReadBackAsTheyWereWritten() throws IOException {
        List<ViewRecord<WordCount>> records = List.of(
                row("owl", slot("11:00", "11:10"), 3),
                new LateContribution<>("owl", window("11:00", "11:10"), new Place(1, 2), 3, LateContribution.Kind.IDLE),
                new RepeatedEvent<>("E1", "owl", window("11:00", "11:10"), new Place(0, 1), new Place(1, 1), 1, 7, 8),
                new DeadLetter<>(DeadLetter.Kind.INVALID, "It says nothing.", "log", new Place(0, 1), null),
                new Progress<>(
                        7,
                        1,
                        at("11:00"),
                        true,
                        List.of(clock(0, "11:00"), clock(1, "11:05")),
                        new EventCounts(1, 2, 3, 4)));

        assertThat(throughBytes(VIEW_RECORDS, records)).isEqualTo(records);
    }

    @Test
    void whatIsShuffledIsReadBackAsItWasWritten() throws IOException {
        TypeSerializer<Shuffled<WordCount>> serializer = new RecordSerializer<>(Shuffled.class, WordCount.class);
        List<Shuffled<WordCount>> records = List.of(
                Sent.word("owl", "11:05").share(),
                Sent.word("owl", "11:05")
                        .withId("E1")
                        .stamped("11:00")
                        .inEpoch(3)
                        .following()
                        .share(),
                new ClockReading<>(7, PartitionClock.unset(4)));

        assertThat(throughBytes(serializer, records)).isEqualTo(records);
    }

    @Test
    void whatIsPackedIsUnpackedBehindTheShuffle() throws IOException {
        Packed.Packing<WordCount> packing = new Packed.Packing<>(WordCount.class);
        Shuffled<WordCount> owl = Sent.word("owl", "11:05").withId("E1").share();
        Shuffled<WordCount> end = new PartitionEnd<>(7, 3);

        List<Shuffled<WordCount>> packed = throughBytes(
                new RecordSerializer<>(Shuffled.class, WordCount.class), List.of(packing.pack(owl), packing.pack(end)));

        assertThat(packed)
                .extracting(record -> packing.unpack((Packed<WordCount>) record))
                .containsExactly(owl, end);
    }

    @Test
    void copiesBytesRecordByRecord() throws IOException {
        DataOutputSerializer source = new DataOutputSerializer(64);
        VIEW_RECORDS.serialize(row("owl", slot("11:00", "11:10"), 3), source);
        VIEW_RECORDS.serialize(row("dog", slot("11:00", "11:10"), 4), source);
        DataOutputSerializer target = new DataOutputSerializer(64);

        VIEW_RECORDS.copy(new DataInputDeserializer(source.getCopyOfBuffer()), target);

        assertThat(VIEW_RECORDS.deserialize(new DataInputDeserializer(target.getCopyOfBuffer())))
                .isEqualTo(row("owl", slot("11:00", "11:10"), 3));
    }

    @Test
    void aCopyOfARecordIsTheRecord() {
        ViewRecord<WordCount> record = row("owl", slot("11:00", "11:10"), 3);

        assertThat(VIEW_RECORDS.isImmutableType()).isTrue();
        assertThat(VIEW_RECORDS.copy(record)).isSameAs(record);
        assertThat(VIEW_RECORDS.copy(record, row("dog", slot("11:00", "11:10"), 1)))
                .isSameAs(record);
    }

    @Test
    void aSerializerTravelsToTheTasks() throws Exception {
        TypeSerializer<ViewRecord<WordCount>> arrived = InstantiationUtil.clone(VIEW_RECORDS);

        assertThat(arrived).isEqualTo(VIEW_RECORDS).hasSameHashCodeAs(VIEW_RECORDS);
        assertThat(throughBytes(arrived, List.of(row("owl", slot("11:00", "11:10"), 3))))
                .containsExactly(row("owl", slot("11:00", "11:10"), 3));
    }

    @Test
    void serializersOfOtherTypesAreNotEqual() {
        assertThat(new RecordSerializer<>(ViewRecord.class, Temperatures.class)).isNotEqualTo(VIEW_RECORDS);
        assertThat(new RecordSerializer<>(Shuffled.class, WordCount.class)).isNotEqualTo(VIEW_RECORDS);
    }

    @Test
    void aSnapshotReadFromACheckpointIsCompatibleAsItIs() throws IOException {
        TypeSerializerSnapshot<ViewRecord<WordCount>> checkpointed = throughCheckpoint(VIEW_RECORDS);

        assertThat(VIEW_RECORDS
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(checkpointed)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(checkpointed.restoreSerializer()).isEqualTo(VIEW_RECORDS);
    }

    @Test
    void aSnapshotReadFromACheckpointCanBeWrittenIntoTheNextOne() throws IOException {
        TypeSerializer<ViewRecord<WordCount>> restored =
                throughCheckpoint(VIEW_RECORDS).restoreSerializer();

        assertThat(throughCheckpoint(restored).restoreSerializer()).isEqualTo(VIEW_RECORDS);
    }

    @Test
    void aTypeOfTheSameShapeIsCompatible() throws IOException {
        assertThat(compatibility(Before.Row.class, Same.Row.class).isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void componentsMayComeAndGo() throws IOException {
        assertThat(compatibility(Before.Row.class, Renamed.Row.class).isCompatibleAfterMigration())
                .isTrue();
        assertThat(compatibility(Before.Row.class, Longer.Row.class).isCompatibleAfterMigration())
                .isTrue();
        assertThat(compatibility(Longer.Row.class, Before.Row.class).isCompatibleAfterMigration())
                .isTrue();
    }

    /** As if the class had been compiled anew since the checkpoint: its snapshot names the same class, which has another schema now. */
    @Test
    void theSerializerOfACheckpointReadsWhatWasWrittenThen() throws IOException {
        DataOutputSerializer written = new DataOutputSerializer(64);
        new RecordSerializer<Before.Row>(Before.Row.class, null).serialize(new Before.Row(7, "owl"), written);

        TypeSerializer<Longer.Row> restored =
                changed(Before.Row.class, Longer.Row.class).restoreSerializer();
        DataOutputSerializer rewritten = new DataOutputSerializer(64);
        restored.serialize(restored.deserialize(new DataInputDeserializer(written.getCopyOfBuffer())), rewritten);

        assertThat(new RecordSerializer<Longer.Row>(Longer.Row.class, null)
                        .deserialize(new DataInputDeserializer(rewritten.getCopyOfBuffer())))
                .isEqualTo(new Longer.Row(7, "owl", false));
    }

    @Test
    void aComponentOfAnotherTypeIsRefusedBeforeAnythingIsRead() throws IOException {
        TypeSerializerSnapshot<OtherType.Row> changed = changed(Before.Row.class, OtherType.Row.class);

        assertThat(compatibility(Before.Row.class, OtherType.Row.class).isIncompatible())
                .isTrue();
        assertThatThrownBy(changed::restoreSerializer)
                .hasMessage("The checkpoint cannot be gone on from: Row.count was long and is text now.");
    }

    /** The snapshot of one class under the name of another. */
    private static <T> TypeSerializerSnapshot<T> changed(Class<?> before, Class<T> now) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(now.getName());
        out.writeUTF("");
        out.writeUTF(Codec.of(before).schema());
        TypeSerializerSnapshot<T> snapshot = new RecordSerializerSnapshot<>();
        snapshot.readSnapshot(
                1, new DataInputDeserializer(out.getCopyOfBuffer()), RecordSerializerTest.class.getClassLoader());
        return snapshot;
    }

    @Test
    void anotherAccumulatorIsIncompatible() throws IOException {
        TypeSerializer<ViewRecord<WordCount>> other = new RecordSerializer<>(ViewRecord.class, Temperatures.class);

        assertThat(other.snapshotConfiguration()
                        .resolveSchemaCompatibility(throughCheckpoint(VIEW_RECORDS))
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void flinkFindsTheSerializerByTheType() {
        TypeInformation<ViewRecord<WordCount>> type = RecordTypeInformation.of(ViewRecord.class, WordCount.class);

        assertThat(type.createSerializer(new SerializerConfigImpl())).isEqualTo(VIEW_RECORDS);
        assertThat(type)
                .isEqualTo(RecordTypeInformation.of(ViewRecord.class, WordCount.class))
                .isNotEqualTo(RecordTypeInformation.of(ViewRecord.class, Temperatures.class))
                .hasToString("Record<ViewRecord, WordCount>");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeSerializerSchemaCompatibility<?> compatibility(Class<?> before, Class<?> now)
            throws IOException {
        TypeSerializerSnapshot checkpointed = throughCheckpoint(new RecordSerializer<>(before, null));
        TypeSerializerSnapshot current = new RecordSerializer<>(now, null).snapshotConfiguration();
        return current.resolveSchemaCompatibility(checkpointed);
    }

    private static <T> TypeSerializerSnapshot<T> throughCheckpoint(TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), RecordSerializerTest.class.getClassLoader());
    }

    private static <T> List<T> throughBytes(TypeSerializer<T> serializer, List<T> records) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (T record : records) {
            serializer.serialize(record, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        List<T> read = new ArrayList<>();
        while (in.available() > 0) {
            read.add(serializer.deserialize(in));
        }
        return read;
    }
}
