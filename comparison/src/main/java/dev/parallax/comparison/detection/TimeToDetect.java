package dev.parallax.comparison.detection;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How long what there is to be found took to be seen.
 *
 * @param reader who sees it
 * @param inTruth how much there is
 * @param delays of what was seen
 */
public record TimeToDetect(String reader, int inTruth, List<Delay> delays) {
    /**
     * Of one finding.
     *
     * @param log ingest time that passed after it could be known, in milliseconds
     * @param jobs time that jobs and stores took after that, in nanoseconds
     */
    public record Delay(long log, long jobs) {
        long nanoseconds() {
            return log * 1_000_000 + jobs;
        }
    }

    static TimeToDetect of(String reader, Collection<FoundAt> inTruth, Function<FoundAt, Optional<Delay>> delay) {
        return new TimeToDetect(
                reader,
                inTruth.size(),
                inTruth.stream().map(delay).flatMap(Optional::stream).toList());
    }

    /** In seconds; null if nothing was seen. */
    public Double percentile(int percent) {
        return percentile(percent, Delay::nanoseconds);
    }

    /** The jobs' part of it alone, in seconds; null if nothing was seen. */
    public Double jobsPercentile(int percent) {
        return percentile(percent, Delay::jobs);
    }

    /** By nearest rank: one of the values, which so many percent do not exceed. */
    private Double percentile(int percent, ToLongFunction<Delay> time) {
        long[] sorted = delays.stream().mapToLong(time).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? null : sorted[(sorted.length * percent + 99) / 100 - 1] / 1e9;
    }
}
