package dev.parallax.comparison.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How long what there is to be found took to be seen: from the record's ingest time with which it can be known, in seconds. Half of what was seen took no longer than
 * {@code p50Seconds}, 99 of 100 no longer than {@code p99Seconds}; both are null, and left out, if nothing was seen.
 *
 * @param reader {@code batch alone}, who has batch views and nothing else; {@code kappa} and {@code lambda}, who see each row when it is written
 * @param truth how much there is to be found in the whole log
 * @param seen how much of it came to be seen before the log ended
 * @param jobsP50Seconds the part of it for which jobs and stores are responsible: the time from when the record was fed that must be read before it can be seen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimeToDetect(
        String reader,
        long truth,
        long seen,
        Double p50Seconds,
        Double p99Seconds,
        Double jobsP50Seconds,
        Double jobsP99Seconds) {
    /** A time for people; a dash for none. */
    static String text(Double seconds) {
        return seconds == null ? "–" : Figures.seconds(seconds);
    }
}
