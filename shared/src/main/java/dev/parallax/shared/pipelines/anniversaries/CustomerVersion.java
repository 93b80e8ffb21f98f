package dev.parallax.shared.pipelines.anniversaries;

import dev.parallax.shared.model.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * What is true of a customer from some time on.
 *
 * @param signedUpOn by the customer's own calendar, in days since the epoch
 * @param timeZone a region like {@code Europe/Berlin}, or an offset
 * @param validFrom in milliseconds since the epoch, UTC
 * @param times how often it was said, less how often it was taken back; never 0
 */
public record CustomerVersion(String name, long signedUpOn, String timeZone, long validFrom, int times)
        implements MemberFact {
    static final Comparator<CustomerVersion> ORDER = Comparator.comparingLong(CustomerVersion::validFrom)
            .thenComparing(CustomerVersion::signedUpOn)
            .thenComparing(CustomerVersion::timeZone)
            .thenComparing(CustomerVersion::name);

    static CustomerVersion of(Customer customer) {
        return new CustomerVersion(
                customer.name(), customer.signedUpOn().toEpochDay(), customer.timeZone(), customer.validFrom(), 1);
    }

    CustomerVersion plus(CustomerVersion same) {
        return new CustomerVersion(name, signedUpOn, timeZone, validFrom, times + same.times);
    }

    CustomerVersion inverse() {
        return new CustomerVersion(name, signedUpOn, timeZone, validFrom, -times);
    }

    /**
     * In which year of membership something happens, from 1: from anniversary to anniversary by the customer's own calendar. Who signed up on 29 February has the anniversary on
     * 28 February in years that have no other. Before the customer signed up it is 0, or less.
     *
     * @param time in milliseconds since the epoch, UTC
     */
    int year(long time) {
        LocalDate date = Instant.ofEpochMilli(time).atZone(ZoneId.of(timeZone)).toLocalDate();
        LocalDate signedUp = LocalDate.ofEpochDay(signedUpOn);
        int whole = date.getYear() - signedUp.getYear();
        return signedUp.plusYears(whole).isAfter(date) ? whole : whole + 1;
    }

    /** That year as a window of dates: what begins at midnight UTC stands for the date, for the customer's days need not be as long, nor stay in one zone. */
    Window window(int year) {
        LocalDate signedUp = LocalDate.ofEpochDay(signedUpOn);
        return new Window(midnight(signedUp.plusYears(year - 1L)), midnight(signedUp.plusYears(year)));
    }

    private static long midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
