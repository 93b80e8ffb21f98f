package dev.parallax.shared.topic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** As Flink's own sink writes a transaction, and the ranges behind it: who knows only Flink's format can read that much. */
public final class TopicTransactionSerializer implements SimpleVersionedSerializer<TopicTransaction> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(TopicTransaction transaction) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(transaction.kafka().getEpoch());
        out.writeLong(transaction.kafka().getProducerId());
        out.writeUTF(transaction.id());
        out.writeInt(transaction.ranges().size());
        for (OffsetRange range : transaction.ranges()) {
            out.writeUTF(range.topic());
            out.writeInt(range.partition());
            out.writeLong(range.first());
            out.writeLong(range.records());
        }
        return bytes.toByteArray();
    }

    @Override
    public TopicTransaction deserialize(int version, byte[] serialized) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        short epoch = in.readShort();
        long producer = in.readLong();
        KafkaCommittable kafka = new KafkaCommittable(producer, epoch, in.readUTF(), null);
        if (version != getVersion() || in.available() == 0) {
            throw new IOException(
                    "The checkpoint is of another version of Parallax: what was written in the transaction "
                            + kafka.getTransactionalId() + " cannot be read.");
        }
        int count = in.readInt();
        List<OffsetRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranges.add(new OffsetRange(in.readUTF(), in.readInt(), in.readLong(), in.readLong()));
        }
        return new TopicTransaction(kafka, ranges);
    }
}
