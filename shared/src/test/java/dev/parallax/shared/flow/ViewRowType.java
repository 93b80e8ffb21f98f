package dev.parallax.shared.flow;

import dev.parallax.shared.model.ViewRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The type of the rows of a pipeline, for tests of what takes them. */
public final class ViewRowType {
    private ViewRowType() {}

    public static <A> TypeInformation<ViewRow<A>> of(Pipeline<?, ?, A> pipeline) {
        return RecordTypeInformation.of(ViewRow.class, pipeline.accumulatorType());
    }
}
