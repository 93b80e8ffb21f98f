package dev.parallax.shared.format;

import dev.parallax.shared.log.Lines;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Lines of text in UTF-8. Each becomes an event that happened when it was taken in. */
final class TextFormat implements RecordFormat {
    static final String NAME = "text";

    private final ObjectTemplate event;

    /** @throws IllegalArgumentException if the pipeline can make nothing of a line of text */
    TextFormat(EventShape shape) {
        if (shape.text() == null) {
            throw new IllegalArgumentException(
                    "A line of text is no event of this pipeline: it cannot read the format 'text'.");
        }
        event = ObjectTemplate.of(Arrays.asList(shape.text(), shape.time()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLineByLine() {
        return true;
    }

    @Override
    public RecordReader open(InputStream in, LongSupplier ingestTime) {
        Utf8 utf8 = new Utf8();
        return new LineReader(new Lines(in), line -> {
            try {
                String time = Instant.ofEpochMilli(ingestTime.getAsLong()).toString();
                return InputRecord.of(line, event.filledWithTexts(utf8.text(line), time));
            } catch (BadRecord e) {
                return InputRecord.rejected(line, e);
            }
        });
    }

    @Override
    public RecordReader follow(InputStream in, LongSupplier ingestTime) {
        return open(new WholeLines(in), ingestTime);
    }
}
