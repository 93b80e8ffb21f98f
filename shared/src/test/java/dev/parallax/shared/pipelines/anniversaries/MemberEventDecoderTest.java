package dev.parallax.shared.pipelines.anniversaries;

import static dev.parallax.shared.logic.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.DeadLetter;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberEventDecoderTest {
    private static final String ORDER =
            "{'orderId':'O1','customerId':'CUSTOMER-1','amount':'12.30','currency':'EUR','eventTime':'2026-01-05 09:00:00'}";
    private static final String CUSTOMER =
            "{'customerId':'CUSTOMER-1','name':'Ada','signedUpOn':'2020-02-29','timeZone':'Europe/Berlin','validFrom':'2020-02-29 08:00:00'}";

    @Test
    void readsAnOrder() throws BadRecord {
        MemberEvent order = decode(ORDER);

        assertThat(order)
                .isEqualTo(new Order("O1", "CUSTOMER-1", 1230, "EUR", at("2026-01-05T09:00:00Z"), Order.NEVER));
        assertThat(order.eventTime()).isEqualTo(at("2026-01-05T09:00:00Z"));
        assertThat(order.eventId()).isEqualTo("O1");
    }

    @Test
    void readsThatOneIsCancelled() throws BadRecord {
        MemberEvent cancelled = decode(ORDER.replace("}", ",'cancelledAt':'2026-02-01 10:00:00'}"));

        assertThat(cancelled)
                .isEqualTo(new Order(
                        "O1", "CUSTOMER-1", 1230, "EUR", at("2026-01-05T09:00:00Z"), at("2026-02-01T10:00:00Z")));
        assertThat(cancelled.eventTime()).isEqualTo(at("2026-02-01T10:00:00Z"));
        assertThat(cancelled.eventId()).isNotEqualTo("O1");
    }

    @Test
    void readsWhatIsTrueOfACustomerAndNeverShowsWhoItIs() throws BadRecord {
        MemberEvent customer = decode(CUSTOMER);

        assertThat(customer)
                .isEqualTo(new Customer(
                        "CUSTOMER-1", "Ada", LocalDate.of(2020, 2, 29), "Europe/Berlin", at("2020-02-29T08:00:00Z")));
        assertThat(customer).asString().doesNotContain("Ada", "CUSTOMER").contains("****ER-1", "Europe/Berlin");
        assertThat(decode(ORDER)).asString().doesNotContain("CUSTOMER").contains("12.30 EUR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'orderId':'O1' | 'orderId':'' | MALFORMED | The orderId is missing.",
                "2026-01-05 09:00:00 | never | MALFORMED | The event time is not of the form 2023-01-05 11:13:53.643364.",
                "'customerId':'CUSTOMER-1' | 'customerId':null | INVALID | The customerId is missing.",
                "12.30 | 12.345 | INVALID | The amount has more decimals than its currency, which has 2.",
                "'EUR' | 'EURO' | INVALID | The currency is none of ISO 4217.",
                "'EUR' | 'EUR','cancelledAt':'2026-01-05 08:59:59' | INVALID | It is cancelled before it is ordered.",
                "'EUR' | 'EUR','cancelledAt':'Ada' | MALFORMED | The event time is not of the form 2023-01-05 11:13:53.643364."
            },
            quoteCharacter = '"')
    void whatIsWrongWithAnOrderIsSaidWithoutCitingIt(String good, String bad, DeadLetter.Kind kind, String reason) {
        assertThat(ORDER).contains(good);
        assertRejected(kind, () -> decode(ORDER.replace(good, bad))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'customerId':'CUSTOMER-1' | 'customerId':'' | INVALID | The customerId is missing.",
                "'Ada' | null | INVALID | The name is missing.",
                "'2020-02-29' | '2021-02-29' | INVALID | The signedUpOn is no date like 2020-02-29.",
                "'2020-02-29' | null | INVALID | The signedUpOn is missing.",
                "Europe/Berlin | Berlin | INVALID | The timeZone is none like Europe/Berlin.",
                "'Europe/Berlin' | null | INVALID | The timeZone is missing.",
                "2020-02-29 08:00:00 | Ada | MALFORMED | The event time is not of the form 2023-01-05 11:13:53.643364."
            },
            quoteCharacter = '"')
    void whatIsWrongWithACustomerIsSaidWithoutCitingIt(String good, String bad, DeadLetter.Kind kind, String reason) {
        assertThat(CUSTOMER).contains(good);
        assertRejected(kind, () -> decode(CUSTOMER.replace(good, bad))).isEqualTo(reason);
    }

    @Test
    void whatIsNeitherIsAnOrderWithoutAnId() {
        assertRejected(DeadLetter.Kind.MALFORMED, () -> decode("{'customerId':'C'}"))
                .isEqualTo("The orderId is missing.");
    }

    private static MemberEvent decode(String json) throws BadRecord {
        return MemberEventDecoder.decode(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
