package dev.parallax.shared.sink;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;

/** A place where rows leave for other programs and for people. */
public interface RowSink {
    /** How the command line calls it; never a secret. */
    String name();

    /** The output modes that it can do. */
    Set<OutputMode> modes();

    /** What it promises when something fails, as a sentence. */
    String promise();

    /** Whether one subtask must take all rows, because their order or their whole is what is shown. */
    default boolean takesAllInOneTask() {
        return false;
    }

    /**
     * Looks whether rows can be brought there, and makes what is missing and can be made. It is called before the job starts, where it is started.
     *
     * @throws RuntimeException with a sentence that names the place, without secrets, if nothing can be written there
     */
    default void prepare() {}

    /**
     * The Flink sink. A row for a key and slot that it had before replaces that one; {@linkplain ViewRow#isRemoved() removed} rows take it away. A trigger
     * is a checkpoint: what comes before a barrier belongs to it.
     */
    <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline);
}
