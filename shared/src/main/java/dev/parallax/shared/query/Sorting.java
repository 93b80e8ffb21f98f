package dev.parallax.shared.query;

import dev.parallax.shared.flow.RecordTypeInformation;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sorts what the rollup emits: rows go on, the rest goes to where it is kept, and what passes until a trigger is counted. */
final class Sorting<A> extends ProcessFunction<ViewRecord<A>, ViewRow<A>> {
    private final OutputTag<DeadLetter<A>> deadLetters;
    private final OutputTag<LateContribution<A>> late;
    private final OutputTag<TriggerReport> reports;

    private transient long rowCount;
    private transient long lateCount;
    private transient long deadLetterCount;

    Sorting(Class<A> accumulatorType) {
        deadLetters = tag("dead letters", DeadLetter.class, accumulatorType);
        late = tag("late", LateContribution.class, accumulatorType);
        reports = tag("reports", TriggerReport.class, null);
    }

    private static <T> OutputTag<T> tag(String name, Class<? super T> type, Class<?> parameter) {
        TypeInformation<T> information = RecordTypeInformation.of(type, parameter);
        return new OutputTag<>(name, information);
    }

    OutputTag<DeadLetter<A>> deadLetters() {
        return deadLetters;
    }

    OutputTag<LateContribution<A>> late() {
        return late;
    }

    OutputTag<TriggerReport> reports() {
        return reports;
    }

    @Override
    public void processElement(ViewRecord<A> record, Context context, Collector<ViewRow<A>> rows) {
        if (record instanceof ViewRow<A> row) {
            rowCount++;
            rows.collect(row);
        } else if (record instanceof DeadLetter<A> letter) {
            // What a batch job finds out about conflicting copies is in its ledger; the bytes of those are not at hand.
            if (letter.bytes() != null) {
                deadLetterCount++;
                context.output(deadLetters, letter);
            }
        } else if (record instanceof LateContribution<A> contribution) {
            lateCount++;
            context.output(late, contribution);
        } else if (record instanceof Progress<A> progress) {
            context.output(
                    reports,
                    new TriggerReport(
                            progress.checkpoint(),
                            progress.writer(),
                            progress.watermark(),
                            progress.clocks(),
                            rowCount,
                            lateCount,
                            deadLetterCount));
            rowCount = 0;
            lateCount = 0;
            deadLetterCount = 0;
        }
    }
}
