package dev.parallax.shared.pipelines.payments;

import static dev.parallax.shared.pipelines.payments.FraudRule.IMPOSSIBLE_TRAVEL;
import static dev.parallax.shared.pipelines.payments.FraudRule.OUT_OF_CHARACTER;
import static dev.parallax.shared.pipelines.payments.FraudRule.TEST_THEN_TAKE;
import static dev.parallax.shared.pipelines.payments.FraudRule.VELOCITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.shared.pipelines.Amount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule by examples, worked out by hand. */
class FraudRuleTest {
    private final List<CardPayment> payments = new ArrayList<>();
    private final Map<FraudRule, RuleVersion> rules = new EnumMap<>(FraudRule.class);
    private AccountVersion account = AccountVersion.UNKNOWN;

    /** @param at since some midnight */
    private FraudRuleTest paid(String id, String at, String amount, String currency) throws Exception {
        return paid(id, at, amount, currency, "DE", Channel.ONLINE);
    }

    private FraudRuleTest shown(String id, String at, String country) throws Exception {
        return paid(id, at, "12.30", "EUR", country, Channel.CARD_PRESENT);
    }

    private FraudRuleTest paid(String id, String at, String amount, String currency, String country, Channel channel)
            throws Exception {
        payments.add(new CardPayment(
                "****",
                id,
                country,
                Amount.parse(amount, currency),
                currency,
                channel,
                Duration.parse(at).toMillis()));
        return this;
    }

    /** Of the last payment. */
    private List<String> found(FraudRule rule) {
        int last = payments.size() - 1;
        return rule.with(new History(account, rules, payments.subList(0, last)), payments.get(last)).stream()
                .map(CardPayment::paymentId)
                .toList();
    }

    // --- test, then take

    @Test
    void aCardIsTriedAndThenUsed() throws Exception {
        assertThat(paid("try", "PT9H", "0.99", "EUR")
                        .paid("take", "PT9H1M", "500.01", "EUR")
                        .found(TEST_THEN_TAKE))
                .containsExactly("try", "take");
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, 500.01, PT9H30S, one is not under 1",
        "0.99, 500.00, PT9H30S, 500 is not over 500",
        "0.99, 500.01, PT9H1M0.001S, a millisecond more than 60 seconds"
    })
    void whatIsJustWithinTheLimitsIsNone(String first, String second, String at, String why) throws Exception {
        assertThat(paid("try", "PT9H", first, "EUR")
                        .paid("take", at, second, "EUR")
                        .found(TEST_THEN_TAKE))
                .as(why)
                .isEmpty();
    }

    /** Yen have no decimals, so that nothing is under 1; dinars have three. */
    @Test
    void limitsAreInTheCurrencyOfThePayment() throws Exception {
        assertThat(paid("try", "PT9H", "0.999", "KWD")
                        .paid("take", "PT9H10S", "501", "JPY")
                        .found(TEST_THEN_TAKE))
                .containsExactly("try", "take");
    }

    @Test
    void theLastOfSeveralTriesIsNamedWhateverWasInBetween() throws Exception {
        assertThat(paid("first", "PT9H", "0.10", "EUR")
                        .paid("second", "PT9H5S", "0.20", "EUR")
                        .paid("coffee", "PT9H10S", "3.20", "EUR")
                        .paid("take", "PT9H20S", "900", "EUR")
                        .found(TEST_THEN_TAKE))
                .containsExactly("second", "take");
    }

    // --- velocity

    @Test
    void theSixthPaymentInAMinuteIsTooMany() throws Exception {
        for (int i = 1; i <= 5; i++) {
            assertThat(paid("P" + i, "PT9H" + i + "S", "10", "EUR").found(VELOCITY))
                    .isEmpty();
        }
        assertThat(paid("P6", "PT9H1M1S", "10", "EUR").found(VELOCITY))
                .containsExactly("P1", "P2", "P3", "P4", "P5", "P6");
        assertThat(paid("P7", "PT9H1M1.5S", "10", "EUR").found(VELOCITY))
                .as("the same burst: in the minute up to it are P2 to P7, but P6 was too many already")
                .isEmpty();
    }

    @Test
    void sixInAMinuteAndAMillisecondAreNotTooMany() throws Exception {
        for (int i = 1; i <= 5; i++) {
            paid("P" + i, "PT9H" + i + "S", "10", "EUR");
        }
        assertThat(paid("P6", "PT9H1M1.001S", "10", "EUR").found(VELOCITY)).isEmpty();
    }

    // --- impossible travel

    /** From the middle of Germany to the middle of Japan it is about 9,000 km: ten hours at 900 km/h. */
    @Test
    void nobodyIsInJapanNineHoursAfterGermany() throws Exception {
        assertThat(shown("here", "PT0H", "DE").shown("there", "PT9H", "JP").found(IMPOSSIBLE_TRAVEL))
                .containsExactly("here", "there");
    }

    @Test
    void elevenHoursAreEnough() throws Exception {
        assertThat(shown("here", "PT0H", "DE").shown("there", "PT11H", "JP").found(IMPOSSIBLE_TRAVEL))
                .isEmpty();
    }

    @Test
    void whoPaysOnlineIsNowhere() throws Exception {
        assertThat(shown("here", "PT0H", "DE")
                        .paid("online", "PT1H", "12.30", "EUR", "JP", Channel.ONLINE)
                        .found(IMPOSSIBLE_TRAVEL))
                .isEmpty();
        assertThat(shown("still here", "PT2H", "DE").found(IMPOSSIBLE_TRAVEL)).isEmpty();
    }

    @Test
    void onlyTheLastPlaceCounts() throws Exception {
        assertThat(shown("here", "PT0H", "DE")
                        .shown("there", "PT1H", "JP")
                        .shown("still there", "PT2H", "JP")
                        .found(IMPOSSIBLE_TRAVEL))
                .isEmpty();
    }

    @Test
    void ofACountryThatNobodyKnowsNothingIsSaid() throws Exception {
        assertThat(shown("here", "PT0H", "DE").shown("there", "PT1S", "QQ").found(IMPOSSIBLE_TRAVEL))
                .isEmpty();
    }

    /** By the spherical law of cosines, which is another formula, worked out elsewhere. */
    @ParameterizedTest
    @CsvSource({"DE, FR, 823.8", "US, AU, 15184.7", "NZ, ES, 19889.0", "DE, DE, 0"})
    void distances(String one, String other, double kilometres) {
        assertThat(Countries.distance(one, other))
                .isCloseTo(kilometres, within(0.1))
                .isEqualTo(Countries.distance(other, one));
    }

    /** Half the Earth's circumference at 900 km/h. */
    @Test
    void theHorizonIsLongerThanTheLongestWay() {
        assertThat(FraudRule.HORIZON).isGreaterThan(Duration.ofHours(20_016 / 900 + 1));
    }

    // --- out of character

    private FraudRuleTest of(String homeCountry, RiskClass riskClass) {
        account = new AccountVersion(homeCountry, riskClass, 0);
        return this;
    }

    /** Of 10, 10 and 20 the mean is 10, then 10, then 10 * 3/4 + 20 * 1/4 = 12.50; ten times that is 125. */
    @ParameterizedTest
    @CsvSource({"125.00, 0", "125.01, 1"})
    void aPaymentOverTenTimesTheWeightedMeanIsOutOfCharacter(String amount, int found) throws Exception {
        assertThat(paid("P1", "PT9H", "10", "EUR")
                        .paid("P2", "PT10H", "10", "EUR")
                        .paid("P3", "PT11H", "20", "EUR")
                        .paid("P4", "PT12H", amount, "EUR")
                        .found(OUT_OF_CHARACTER))
                .isEqualTo(List.of("P4").subList(0, found));
    }

    @Test
    void ofTwoPaymentsBeforeNobodyCanSay() throws Exception {
        assertThat(paid("P1", "PT9H", "10", "EUR")
                        .paid("P2", "PT10H", "10", "EUR")
                        .paid("P3", "PT12H", "9000", "EUR")
                        .found(OUT_OF_CHARACTER))
                .isEmpty();
    }

    /** Three of 10: seven times that is 70, ten times 100, fifteen times 150. */
    @ParameterizedTest
    @CsvSource({
        "HIGH, 70.00, 0",
        "HIGH, 70.01, 1",
        "MEDIUM, 100.00, 0",
        "MEDIUM, 100.01, 1",
        "LOW, 150.00, 0",
        "LOW, 150.01, 1"
    })
    void howMuchIsTooMuchTheRiskClassSays(RiskClass riskClass, String amount, int found) throws Exception {
        assertThat(of("FR", riskClass)
                        .paid("P1", "PT9H", "10", "EUR")
                        .paid("P2", "PT10H", "10", "EUR")
                        .paid("P3", "PT11H", "10", "EUR")
                        .paid("P4", "PT12H", amount, "EUR")
                        .found(OUT_OF_CHARACTER))
                .hasSize(found);
    }

    /**
     * In 1970 the first rates hold, of 2020: a euro is 1.12 dollars. For an American 10 euros are 11.20 dollars, 100 euros 112.00; so after three of 10 euros 112.00 dollars are not
     * over ten times that, and 112.01 are. In euros that would be 100.0089.
     */
    @ParameterizedTest
    @CsvSource({"112.00, 0", "112.01, 1"})
    void amountsAreComparedInTheHomeCurrency(String dollars, int found) throws Exception {
        assertThat(of("US", RiskClass.MEDIUM)
                        .paid("P1", "PT9H", "10", "EUR")
                        .paid("P2", "PT10H", "10", "EUR")
                        .paid("P3", "PT11H", "10", "EUR")
                        .paid("P4", "PT12H", dollars, "USD")
                        .found(OUT_OF_CHARACTER))
                .hasSize(found);
    }

    /** From 6 January 2023 on a euro is 1.05 dollars instead of 1.07: 21.00 dollars before midnight are 19.63 euros (19.6262), after it 20. */
    @Test
    void theRateIsThatOfTheDayOfThePayment() throws Exception {
        Duration midnight = Duration.ofMillis(
                java.time.Instant.parse("2023-01-06T00:00:00Z").toEpochMilli());
        paid("P1", midnight.minusMillis(1).toString(), "21.00", "USD").paid("P2", midnight.toString(), "21.00", "USD");

        assertThat(Rates.inTenThousandths(payments.get(0), "EUR")).hasValue(196_262);
        assertThat(Rates.inTenThousandths(payments.get(1), "EUR")).hasValue(200_000);
        assertThat(Rates.inTenThousandths(payments.get(1), "XAF")).isEmpty();
    }

    // --- thresholds

    private FraudRuleTest with(FraudRule rule, long threshold) {
        rules.put(rule, new RuleVersion(rule, threshold, true, 0));
        return this;
    }

    @Test
    void aThresholdMayBeAnotherOne() throws Exception {
        assertThat(with(TEST_THEN_TAKE, 20)
                        .paid("try", "PT9H", "0.99", "EUR")
                        .paid("take", "PT9H10S", "20.01", "EUR")
                        .found(TEST_THEN_TAKE))
                .containsExactly("try", "take");
        assertThat(with(VELOCITY, 1).found(VELOCITY)).containsExactly("try", "take");
        assertThat(with(VELOCITY, 2).found(VELOCITY)).isEmpty();
    }

    /** From the middle of Germany to that of France it is some 750 km: at 900 km/h that takes 50 minutes, at 2,000 km/h 22. */
    @Test
    void oneMayTravelFaster() throws Exception {
        shown("P1", "PT9H", "DE").shown("P2", "PT9H30M", "FR");

        assertThat(found(IMPOSSIBLE_TRAVEL)).containsExactly("P1", "P2");
        assertThat(with(IMPOSSIBLE_TRAVEL, 2_000).found(IMPOSSIBLE_TRAVEL)).isEmpty();
    }

    /** Half of ten times 10. */
    @ParameterizedTest
    @CsvSource({"50.00, 0", "50.01, 1"})
    void itMayTakeLessToBeOutOfCharacter(String amount, int found) throws Exception {
        assertThat(with(OUT_OF_CHARACTER, 50)
                        .paid("P1", "PT9H", "10", "EUR")
                        .paid("P2", "PT10H", "10", "EUR")
                        .paid("P3", "PT11H", "10", "EUR")
                        .paid("P4", "PT12H", amount, "EUR")
                        .found(OUT_OF_CHARACTER))
                .hasSize(found);
    }
}
