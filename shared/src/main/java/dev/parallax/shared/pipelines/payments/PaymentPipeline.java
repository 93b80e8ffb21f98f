package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Windows;
import java.time.Duration;

/** What pipelines over payments have in common: the events, and rows for an hour each. */
abstract class PaymentPipeline<F, A> implements Pipeline<AccountEvent, F, A> {
    @Override
    public final Windows windows() {
        return Windows.tumbling(Duration.ofHours(1));
    }

    @Override
    public final AccountEvent decode(byte[] record) throws BadRecord {
        return AccountEventDecoder.decode(record);
    }

    @Override
    public final long eventTime(AccountEvent event) {
        return event.eventTime();
    }

    @Override
    public final String eventId(AccountEvent event) {
        return event.eventId();
    }
}
