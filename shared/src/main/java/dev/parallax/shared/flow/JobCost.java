package dev.parallax.shared.flow;

import java.lang.management.ManagementFactory;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What a task spends, as counters of the job that its client can ask for. CPU time is that of the task's own thread: the threads of
 * the Kafka clients, of checkpoints and of the virtual machine are not in it.
 */
public final class JobCost implements AutoCloseable {
    /** Nanoseconds of CPU time of the task threads. */
    public static final String CPU_NANOS = "parallax.cpuNanos";

    /** Records of the log that were read, those read again after a failure included as far as their attempt lived to tell. */
    public static final String RECORDS_READ = "parallax.recordsRead";

    /** Their bytes. */
    public static final String BYTES_READ = "parallax.bytesRead";

    /** Records written to the view. */
    public static final String STORE_WRITES = "parallax.storeWrites";

    /** With the number of a partition behind it: the first offset of a stream's log that is not read yet. */
    public static final String NEXT_OFFSET = "parallax.nextOffset.";

    /** With the number of a partition behind it: the offset from which a stream that was restored began to read. */
    public static final String RESTORED_OFFSET = "parallax.restoredOffset.";

    /** When the tasks that run now began, in milliseconds since the epoch. */
    public static final String BEGUN = "parallax.begun";

    private final LongCounter cpuNanos;
    private final LongCounter recordsRead;
    private final LongCounter bytesRead;
    private final LongCounter storeWrites;
    private final Thread task = Thread.currentThread();
    private boolean closed;

    JobCost(RuntimeContext context) {
        cpuNanos = context.getLongCounter(CPU_NANOS);
        recordsRead = context.getLongCounter(RECORDS_READ);
        bytesRead = context.getLongCounter(BYTES_READ);
        storeWrites = context.getLongCounter(STORE_WRITES);
    }

    void read(int bytes) {
        recordsRead.add(1);
        bytesRead.add(bytes);
    }

    void wrote() {
        storeWrites.add(1);
    }

    @Override
    public void close() {
        if (!closed && Thread.currentThread() == task) {
            closed = true;
            cpuNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }
    }
}
