package dev.parallax.shared.pipelines.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsPipelineTest {
    private static final AlertsPipeline ALERTS = new AlertsPipeline();

    private static CardHour fact(String id, String time, String amount) throws Exception {
        Payment payment = PaymentDecoder.decode(PaymentRecords.good()
                .with("paymentId", "\"" + id + "\"")
                .with("amount", "\"" + amount + "\"")
                .with("eventTime", "\"2026-01-05 " + time + "\"")
                .bytes());
        return ALERTS.aggregate().add(ALERTS.aggregate().empty(), payment);
    }

    @Test
    void aRowSaysWhatWasFoundAndOfTheCardAsMuchAsMayBeShown() throws Exception {
        CardHour try1 = fact("P1", "09:00:00", "0.50");
        CardHour take = fact("P2", "09:00:30", "600.00");

        CardHour found = ALERTS.detection().found(List.of(try1), take);
        CardHour row = List.of(ALERTS.detection().row(try1), ALERTS.detection().row(take), found).stream()
                .reduce(CardHour.NONE, ALERTS.aggregate()::merge);

        assertThat(ALERTS.result(row)).hasToString("{payments=2, alerts=1, found=test-then-take P1 P2}");
        assertThat(AlertsPipeline.key("CARD-12345678")).matches("\\*{4}5678/[0-9a-f]{16}");
        assertThat(AlertsPipeline.key("CARD-12345678")).isNotEqualTo(AlertsPipeline.key("CARD-99995678"));
    }

    @Test
    void whatWasFoundCanBeTakenBack() throws Exception {
        CardHour found =
                ALERTS.detection().found(List.of(fact("P1", "09:00:00", "0.50")), fact("P2", "09:00:30", "600.00"));

        assertThat(found).isNotEqualTo(CardHour.NONE);
        assertThat(ALERTS.aggregate().merge(found, ALERTS.detection().inverse(found)))
                .isEqualTo(CardHour.NONE);
    }
}
