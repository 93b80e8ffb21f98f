package dev.parallax.shared.pipelines.payments;

import static dev.parallax.shared.logic.Rejections.assertRejected;
import static dev.parallax.shared.pipelines.payments.PaymentRecords.good;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.pipelines.Amount;
import dev.parallax.shared.pipelines.MaskedId;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccountEventDecoderTest {
    @Test
    void readsAPayment() throws BadRecord {
        String json = """
                {"paymentId":"P7","accountId":"A1","cardId":"C123456789012","merchantId":"M9","merchantCountry":"KW","more":[1,{}],
                 "amount":"12.305","currency":"KWD","channel":"CARD_PRESENT","eventTime":"2023-01-05 11:13:53.643364"}
                """;

        assertThat(AccountEventDecoder.decode(json.getBytes(UTF_8)))
                .isEqualTo(new Payment(
                        "P7",
                        "A1",
                        "C123456789012",
                        "M9",
                        "KW",
                        12_305,
                        "KWD",
                        Channel.CARD_PRESENT,
                        Instant.parse("2023-01-05T11:13:53.643Z").toEpochMilli()));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("no JSON", "P1,ACCOUNT-7,CARD-12345678"),
                arguments("a list", "[" + good().json() + "]"),
                arguments("broken off", good().json().substring(0, 60)),
                arguments("two records", good().json() + good().json()),
                arguments("no paymentId", good().without("paymentId").json()),
                arguments("paymentId null", good().with("paymentId", "null").json()),
                arguments("paymentId empty", good().with("paymentId", "\"\"").json()),
                arguments("paymentId an object", good().with("paymentId", "{}").json()),
                arguments("no eventTime", good().without("eventTime").json()),
                arguments("eventTime empty", good().with("eventTime", "\"\"").json()),
                arguments(
                        "eventTime on no day",
                        good().with("eventTime", "\"2023-02-30 11:13:53\"").json()),
                arguments(
                        "invalid, too",
                        good().without("cardId").without("paymentId").json()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aRecordWithoutReadableIdentityAndTimeIsMalformed(String what, String record) {
        assertRejected(DeadLetter.Kind.MALFORMED, () -> AccountEventDecoder.decode(record.getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            accountId       | null        | The accountId is missing.
            accountId       | ""          | The accountId is missing.
            cardId          | null        | The cardId is missing.
            cardId          | {}          | The cardId is missing.
            merchantId      | []          | The merchantId is missing.
            merchantCountry | null        | The merchantCountry is missing.
            merchantCountry | "de"        | The merchantCountry is none of the two letters of ISO 3166.
            merchantCountry | "DEU"       | The merchantCountry is none of the two letters of ISO 3166.
            merchantCountry | "XX"        | The merchantCountry is none of the two letters of ISO 3166.
            currency        | null        | The currency is missing.
            currency        | "eur"       | The currency is none of ISO 4217.
            currency        | "EURO"      | The currency is none of ISO 4217.
            currency        | "XAU"       | The currency is none that one pays with.
            channel         | null        | The channel is missing.
            channel         | "online"    | The channel is none of CARD_PRESENT, ONLINE.
            amount          | null        | The amount is missing.
            amount          | ""          | The amount is missing.
            amount          | {}          | The amount is missing.
            amount          | "twelve"    | The amount is no decimal number like 12.30.
            amount          | "12,30"     | The amount is no decimal number like 12.30.
            amount          | "12."       | The amount is no decimal number like 12.30.
            amount          | ".30"       | The amount is no decimal number like 12.30.
            amount          | "-"         | The amount is no decimal number like 12.30.
            amount          | "+1"        | The amount is no decimal number like 12.30.
            amount          | " 1"        | The amount is no decimal number like 12.30.
            amount          | "1.2.3"     | The amount is no decimal number like 12.30.
            amount          | "1e2"       | The amount is no decimal number like 12.30.
            amount          | "0x10"      | The amount is no decimal number like 12.30.
            amount          | "NaN"       | The amount is no decimal number like 12.30.
            amount          | "\u0661\u0662" | The amount is no decimal number like 12.30.
            amount          | 1.23e1      | The amount is no decimal number like 12.30.
            amount          | true        | The amount is no decimal number like 12.30.
            amount          | "-12.30"    | The amount is negative.
            amount          | -0          | The amount is negative.
            amount          | "0"         | The amount is zero.
            amount          | "0.00"      | The amount is zero.
            amount          | "12.300"    | The amount has more decimals than its currency, which has 2.
            amount          | 12.300000000000001 | The amount has more decimals than its currency, which has 2.
            amount          | "10000000000.01" | The amount is beyond 1000000000000 minor units of its currency.
            amount          | "92233720368547758.08" | The amount is beyond 1000000000000 minor units of its currency.
            amount          | "184467440737095516.17" | The amount is beyond 1000000000000 minor units of its currency.
            amount          | "99999999999999999999999999" | The amount is beyond 1000000000000 minor units of its currency.
            """)
    void aPaymentAgainstTheRulesIsInvalid(String field, String json, String sentence) {
        assertRejected(
                        DeadLetter.Kind.INVALID,
                        () -> AccountEventDecoder.decode(
                                good().with(field, json).bytes()))
                .isEqualTo(sentence);
    }

    @Test
    void whatIsMissingIsInvalidOrMalformed() {
        for (String field :
                new String[] {"accountId", "cardId", "merchantId", "merchantCountry", "amount", "currency", "channel"
                }) {
            assertRejected(
                            DeadLetter.Kind.INVALID,
                            () -> AccountEventDecoder.decode(
                                    good().without(field).bytes()))
                    .isEqualTo("The " + field + " is missing.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.30, 1230",
        "EUR, 12.3, 1230",
        "EUR, 12, 1200",
        "EUR, 0.01, 1",
        "EUR, 0012.30, 1230",
        "EUR, 10000000000, 1000000000000",
        "JPY, 1230, 1230",
        "KWD, 0.001, 1",
        "KWD, 12.3, 12300",
        "CLF, 1.0001, 10001"
    })
    void anAmountIsWholeMinorUnits(String currency, String amount, long units) throws BadRecord {
        PaymentRecords record = good().with("currency", "\"" + currency + "\"");

        assertThat(amount(record.with("amount", "\"" + amount + "\""))).isEqualTo(units);
        if (!amount.startsWith("00")) {
            // A number is taken as it is written: a table has no texts.
            assertThat(amount(record.with("amount", amount))).isEqualTo(units);
        }
        assertThat(new java.math.BigDecimal(Amount.text(units, currency).split(" ")[0]))
                .isEqualByComparingTo(amount);
    }

    @Test
    void yenHaveNoDecimals() {
        assertRejected(
                        DeadLetter.Kind.INVALID,
                        () -> AccountEventDecoder.decode(good().with("currency", "\"JPY\"")
                                .with("amount", "\"12.0\"")
                                .bytes()))
                .isEqualTo("The amount has more decimals than its currency, which has 0.");
    }

    @Test
    void aLongAmountIsRefusedWithoutMuchAdo() {
        assertRejected(
                        DeadLetter.Kind.INVALID,
                        () -> AccountEventDecoder.decode(good().with("amount", "\"" + "9".repeat(1_000_000) + "\"")
                                .bytes()))
                .startsWith("The amount is beyond");
    }

    static Stream<Arguments> citing() {
        String card = "CARD12345678";
        return Stream.of(
                arguments("a card without quotes", good().with("cardId", card).json()),
                arguments(
                        "a card as a number",
                        good().with("cardId", "0123" + card).json()),
                arguments("a card behind the record", good().json() + card),
                arguments("a card instead of a record", card),
                arguments(
                        "a card for a time",
                        good().with("eventTime", "\"" + card + "\"").json()),
                arguments(
                        "a card for a country",
                        good().with("merchantCountry", "\"" + card + "\"").json()),
                arguments(
                        "a card for an amount",
                        good().with("amount", "\"" + card + "\"").json()),
                arguments(
                        "a card for a currency",
                        good().with("currency", "\"" + card + "\"").json()),
                arguments(
                        "a card for a channel",
                        good().with("channel", "\"" + card + "\"").json()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("citing")
    void whatIsSaidOfABadRecordCitesNothingOfIt(String what, String record) {
        BadRecord rejection = org.assertj.core.api.Assertions.catchThrowableOfType(
                BadRecord.class, () -> AccountEventDecoder.decode(record.getBytes(UTF_8)));

        assertThat(rejection.getMessage()).doesNotContain("1234", "CARD12").endsWith(".");
    }

    @Test
    void aPaymentAsTextShowsNeitherAccountNorCard() throws BadRecord {
        assertThat(AccountEventDecoder.decode(good().bytes()))
                .hasToString("Payment[P1, card ****5678, 12.30 EUR to M00001 in DE, ONLINE, 1672917233643]");
    }

    @ParameterizedTest
    @CsvSource({"C123456789012, ****9012", "12345678, ****5678", "1234567, ****", "1234, ****", "'', ****"})
    void aCardIsShownByItsLastFourCharacters(String cardId, String shown) {
        assertThat(MaskedId.of(cardId)).isEqualTo(shown);
    }

    @Test
    void readsWhatIsTrueOfAnAccount() throws BadRecord {
        assertThat(account("\"DE\"", "\"HIGH\"", "\"2026-01-05 09:00:00\""))
                .isEqualTo(new Account(
                        "A-1234567",
                        "DE",
                        RiskClass.HIGH,
                        Instant.parse("2026-01-05T09:00:00Z").toEpochMilli()));
        assertThat(account("\"DE\"", "\"HIGH\"", "\"2026-01-05 09:00:00\""))
                .asString()
                .contains("****4567", "DE", "HIGH")
                .doesNotContain("A-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"xx\" | \"HIGH\" | \"2026-01-05 09:00:00\" | INVALID | The homeCountry is none of the two letters of ISO 3166.",
                "null | \"HIGH\" | \"2026-01-05 09:00:00\" | INVALID | The homeCountry is missing.",
                "\"DE\" | \"GREAT\" | \"2026-01-05 09:00:00\" | INVALID | The riskClass is none of LOW, MEDIUM, HIGH.",
                "\"DE\" | null | \"2026-01-05 09:00:00\" | INVALID | The riskClass is missing.",
                "\"DE\" | \"HIGH\" | \"yesterday\" | MALFORMED | The event time is not of the form 2023-01-05 11:13:53.643364."
            })
    void whatIsWrongWithAnAccountIsSaid(
            String country, String riskClass, String from, DeadLetter.Kind kind, String reason) {
        assertRejected(kind, () -> account(country, riskClass, from)).isEqualTo(reason);
    }

    private static long amount(PaymentRecords record) throws BadRecord {
        return ((Payment) AccountEventDecoder.decode(record.bytes())).amount();
    }

    private static AccountEvent account(String homeCountry, String riskClass, String validFrom) throws BadRecord {
        return AccountEventDecoder.decode(("{\"accountId\":\"A-1234567\",\"homeCountry\":" + homeCountry
                        + ",\"riskClass\":" + riskClass + ",\"validFrom\":" + validFrom + "}")
                .getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'rule':'velocity','threshold':3 | VELOCITY | 3 | true",
                "'rule':'test-then-take','threshold':'1000','active':true | TEST_THEN_TAKE | 1000 | true",
                "'rule':'impossible-travel','active':false | IMPOSSIBLE_TRAVEL | 900 | false",
                "'rule':'out-of-character' | OUT_OF_CHARACTER | 100 | true"
            })
    void readsHowARuleIsApplied(String fields, FraudRule rule, long threshold, boolean active) throws BadRecord {
        assertThat(ruleChange(fields))
                .isEqualTo(new RuleChange(
                        rule,
                        threshold,
                        active,
                        Instant.parse("2026-01-05T09:00:00Z").toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'rule':'VELOCITY' | The rule is none of test-then-take, velocity, impossible-travel, out-of-character.",
                "'rule':'velocity','threshold':0 | The threshold of velocity is no whole number from 1 to 1000000.",
                "'rule':'velocity','threshold':2.5 | The threshold of velocity is no whole number from 1 to 1000000.",
                "'rule':'impossible-travel','threshold':849 | The threshold of impossible-travel is no whole number from 850 to 1000000.",
                "'rule':'velocity','active':'maybe' | The active is neither true nor false."
            })
    void whatIsWrongWithARuleIsSaid(String fields, String reason) {
        assertRejected(DeadLetter.Kind.INVALID, () -> ruleChange(fields)).isEqualTo(reason);
    }

    private static AccountEvent ruleChange(String fields) throws BadRecord {
        return AccountEventDecoder.decode(("{" + fields + ",'validFrom':'2026-01-05 09:00:00'}")
                .replace('\'', '"')
                .getBytes(UTF_8));
    }
}
