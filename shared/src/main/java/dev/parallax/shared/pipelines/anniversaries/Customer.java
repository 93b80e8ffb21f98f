package dev.parallax.shared.pipelines.anniversaries;

import dev.parallax.shared.pipelines.MaskedId;
import java.time.LocalDate;

/**
 * What is true of a customer from some time on, until something else is. As text it shows neither who it is nor the name, so that it may be logged.
 *
 * @param customerId not empty
 * @param name not empty
 * @param signedUpOn by the customer's own calendar
 * @param timeZone a region like {@code Europe/Berlin}, or an offset
 * @param validFrom in milliseconds since the epoch, UTC
 */
public record Customer(String customerId, String name, LocalDate signedUpOn, String timeZone, long validFrom)
        implements MemberEvent {
    /** Each counts: of several from the same time on the last in the log is true, so that what was said before can be corrected. */
    @Override
    public String eventId() {
        return null;
    }

    @Override
    public long eventTime() {
        return validFrom;
    }

    @Override
    public String toString() {
        return "Customer[" + MaskedId.of(customerId) + ", signed up on " + signedUpOn + ", " + timeZone + ", from "
                + validFrom + "]";
    }
}
