package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Windows;
import java.time.Duration;

/** What pipelines over payments have in common: the event, and rows for an hour each. */
abstract class PaymentPipeline<A> implements Pipeline<Payment, Payment, A> {
    @Override
    public final Windows windows() {
        return Windows.tumbling(Duration.ofHours(1));
    }

    @Override
    public final Payment decode(byte[] record) throws BadRecord {
        return PaymentDecoder.decode(record);
    }

    @Override
    public final long eventTime(Payment payment) {
        return payment.eventTime();
    }

    @Override
    public final String eventId(Payment payment) {
        return payment.paymentId();
    }
}
