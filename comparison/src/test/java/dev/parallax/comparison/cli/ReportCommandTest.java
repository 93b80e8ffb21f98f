package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path directory;

    /**
     * Worked out by hand. On 28 February 2023 Ada, of 29 February 2020, has been a customer for three years, and Bob, of 28 February 2022, for one, without an order in it. Cleo signed up on that day itself, and Dan on
     * another one; nobody knows who Eve is. Of Ada's orders O1 is made in Tokyo on 28 February 2022, where it is past midnight already, O2 in the same year, and O3 on the anniversary itself.
     */
    @Test
    void tellsWhoHasAnAnniversaryAndWhatWasOrderedInTheYearThatEnded() throws Exception {
        Path events = Files.write(
                directory.resolve("orders.json"),
                List.of(
                        customer("K1", "Ada", "2020-02-29", "Asia/Tokyo"),
                        customer("K2", "Bob <b>", "2022-02-28", "UTC"),
                        customer("K3", "Cleo", "2023-02-28", "UTC"),
                        customer("K4", "Dan", "2020-03-01", "UTC"),
                        order("O1", "K1", "10.00", "2022-02-27 15:00:00"),
                        order("O2", "K1", "30.00", "2022-02-27 16:00:00"),
                        order("O4", "K5", "1.00", "2022-02-28 09:00:00"),
                        order("O3", "K1", "7.00", "2023-02-27 15:00:00"),
                        order("O5", "K5", "1.00", "2023-02-27 15:01:00")));

        Ran ran = Ran.parallax(
                "report",
                "anniversaries",
                "--on",
                "2023-02-28",
                "--events",
                events.toString(),
                "--out",
                directory.resolve("report").toString());

        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(ran.output()).isEqualTo("""
                name\tcustomer\tyears\tfrom\torders\ttotal\tlargest\tfirst\tlast
                Ada\tK1\t3\t2022-02-28\t2\t40.00 EUR\t30.00 EUR\t2022-02-28\t2022-02-28
                Bob <b>\tK2\t1\t2022-02-28\t0\t\t\t\t
                """);
        assertThat(directory.resolve("report/anniversaries-2023-02-28.csv")).hasContent("""
                customerId,name,timeZone,years,from,to,orders,total,largest,first,last
                K1,Ada,Asia/Tokyo,3,2022-02-28,2023-02-28,2,40.00 EUR,30.00 EUR,2022-02-27T15:00:00Z,2022-02-27T16:00:00Z
                K2,Bob <b>,UTC,1,2022-02-28,2023-02-28,0,,,,
                """);
        assertThat(directory.resolve("report/anniversaries-2023-02-28.html"))
                .content()
                .contains("2 customers", "Bob &lt;b&gt;", "40.00 EUR")
                .doesNotContain("Bob <b>", "Cleo", "Dan");
    }

    @Test
    void saysWhatIsNoDay() {
        Ran ran = Ran.parallax("report", "anniversaries", "--on", "2023-02-30");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly("parallax: --on: '2023-02-30' is no date: write it like 2024-05-10.");
    }

    private static String customer(String id, String name, String signedUpOn, String timeZone) {
        return "{\"customerId\":\"" + id + "\",\"name\":\"" + name + "\",\"signedUpOn\":\"" + signedUpOn
                + "\",\"timeZone\":\"" + timeZone + "\",\"validFrom\":\"2022-02-27 00:00:00\"}";
    }

    private static String order(String id, String customer, String amount, String time) {
        return "{\"orderId\":\"" + id + "\",\"customerId\":\"" + customer + "\",\"amount\":\"" + amount
                + "\",\"currency\":\"EUR\",\"eventTime\":\"" + time + "\"}";
    }
}
