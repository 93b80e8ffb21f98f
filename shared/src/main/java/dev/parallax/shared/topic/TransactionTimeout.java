package dev.parallax.shared.topic;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a broker keeps a transaction open for a job that is away, as an address of a topic says it. */
public final class TransactionTimeout {
    private static final Pattern SAID = Pattern.compile("transaction\\.timeout\\.ms=([1-9]\\d{0,8})");

    private TransactionTimeout() {}

    /**
     * What {@code ?transaction.timeout.ms=NUMBER} says at the end of an address; 15 minutes if nothing is there.
     *
     * @throws IllegalArgumentException if something else is there
     */
    public static Duration in(URI address) {
        if (address.getQuery() == null) {
            return TopicSink.TRANSACTION_TIMEOUT;
        }
        Matcher said = SAID.matcher(address.getQuery());
        if (!said.matches()) {
            throw new IllegalArgumentException("An address in Kafka may end in ?transaction.timeout.ms=MILLISECONDS,"
                    + " up to nine digits, and in nothing else.");
        }
        return Duration.ofMillis(Long.parseLong(said.group(1)));
    }
}
