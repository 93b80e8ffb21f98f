package dev.parallax.shared.pipelines.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsPipelineTest {
    private static final AlertsPipeline ALERTS = new AlertsPipeline();

    private static AccountHour fact(String id, String time, String amount) throws Exception {
        AccountEvent payment = AccountEventDecoder.decode(PaymentRecords.good()
                .with("paymentId", "\"" + id + "\"")
                .with("amount", "\"" + amount + "\"")
                .with("eventTime", "\"2026-01-05 " + time + "\"")
                .bytes());
        return ALERTS.aggregate().add(ALERTS.aggregate().empty(), payment);
    }

    @Test
    void aRowSaysWhatWasFoundAndOfTheCardAsMuchAsMayBeShown() throws Exception {
        AccountHour try1 = fact("P1", "09:00:00", "0.50");
        AccountHour take = fact("P2", "09:00:30", "600.00");

        AccountHour found = ALERTS.detection().found(List.of(try1), take);
        AccountHour row = List.of(
                        ALERTS.detection().row(try1), ALERTS.detection().row(take), found)
                .stream()
                .reduce(AccountHour.NONE, ALERTS.aggregate()::merge);

        assertThat(ALERTS.result(row)).hasToString("{payments=2, changes=0, alerts=1, found=test-then-take P1 P2}");
        assertThat(AlertsPipeline.key("CARD-12345678")).matches("\\*{4}5678/[0-9a-f]{16}");
        assertThat(AlertsPipeline.key("CARD-12345678")).isNotEqualTo(AlertsPipeline.key("CARD-99995678"));
    }

    @Test
    void whatWasFoundCanBeTakenBack() throws Exception {
        AccountHour found =
                ALERTS.detection().found(List.of(fact("P1", "09:00:00", "0.50")), fact("P2", "09:00:30", "600.00"));

        assertThat(found).isNotEqualTo(AccountHour.NONE);
        assertThat(ALERTS.aggregate().merge(found, ALERTS.detection().inverse(found)))
                .isEqualTo(AccountHour.NONE);
    }

    /** With a card of the account; three of 10, and one of 80. */
    @Test
    void whatIsTrueOfTheAccountIsJoinedAsOfTheTimeOfThePayment() throws Exception {
        List<AccountHour> before = List.of(
                change("08:00:00", "HIGH"),
                fact("P1", "09:00:00", "10.00"),
                fact("P2", "09:10:00", "10.00"),
                fact("P3", "09:20:00", "10.00"));
        AccountHour large = fact("P4", "09:30:00", "80.00");
        List<AccountHour> changed = new ArrayList<>(before);
        changed.add(change("09:25:00", "LOW"));

        assertThat(ALERTS.result(ALERTS.detection().found(before, large)).get("found"))
                .isEqualTo("out-of-character P4");
        assertThat(ALERTS.detection().found(changed, large)).isEqualTo(AccountHour.NONE);
        assertThat(ALERTS.detection().found(before, change("09:25:00", "LOW"))).isEqualTo(AccountHour.NONE);
        assertThat(before.stream().map(ALERTS.detection()::stands)).containsExactly(true, false, false, false);
    }

    private static AccountHour change(String time, String riskClass) throws Exception {
        AccountEvent account =
                AccountEventDecoder.decode(("{\"accountId\":\"A1\",\"homeCountry\":\"DE\",\"riskClass\":\"" + riskClass
                                + "\",\"validFrom\":\"2026-01-05 " + time + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        return ALERTS.aggregate().add(ALERTS.aggregate().empty(), account);
    }

    @Test
    void howARuleIsAppliedIsJoinedAsOfTheTimeOfThePayment() throws Exception {
        AccountHour try1 = fact("P1", "09:00:00", "0.50");
        AccountHour take = fact("P2", "09:00:30", "600.00");

        assertThat(ALERTS.detection().found(List.of(rule("'threshold':600"), try1), take))
                .isEqualTo(AccountHour.NONE);
        assertThat(ALERTS.detection().found(List.of(rule("'active':false"), try1), take))
                .isEqualTo(AccountHour.NONE);
        assertThat(ALERTS.detection().found(List.of(rule("'active':false"), rule("'threshold':599"), try1), take))
                .isNotEqualTo(AccountHour.NONE);
        assertThat(ALERTS.detection().stands(rule("'threshold':600"))).isTrue();
        ALERTS.facts(
                AccountEventDecoder.decode(ruleJson("'threshold':600")),
                (key, event) -> assertThat(key).isEqualTo("*"));
    }

    private static AccountHour rule(String fields) throws Exception {
        return ALERTS.aggregate().add(ALERTS.aggregate().empty(), AccountEventDecoder.decode(ruleJson(fields)));
    }

    private static byte[] ruleJson(String fields) {
        return ("{'rule':'test-then-take','validFrom':'2026-01-05 08:00:00'," + fields + "}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }
}
