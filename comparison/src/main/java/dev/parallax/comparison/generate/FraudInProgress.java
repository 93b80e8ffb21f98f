package dev.parallax.comparison.generate;

import dev.parallax.shared.pipelines.MaskedId;
import java.util.Comparator;
import java.util.List;

/** A fraud of which not all payments have arrived. */
final class FraudInProgress {
    private final PlantedFraud.Kind kind;
    private List<PlannedPayment> payments;
    private int underWay;

    FraudInProgress(PlantedFraud.Kind kind) {
        this.kind = kind;
    }

    void consistsOf(List<PlannedPayment> all) {
        payments = all.stream()
                .sorted(Comparator.comparingLong(PlannedPayment::eventTime))
                .toList();
        underWay = all.size();
    }

    /** Whether this was the last of its payments to arrive. */
    boolean isCompleteWithOneMore() {
        return --underWay == 0;
    }

    PlantedFraud planted() {
        PlannedPayment last = payments.get(payments.size() - 1);
        return new PlantedFraud(
                kind,
                payments.stream().map(PlannedPayment::paymentId).toList(),
                MaskedId.of(last.cardId()),
                TimeText.of(last.eventTime()));
    }
}
