package dev.parallax.comparison.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a pipeline that detects has found, in a served view and in the truth.
 *
 * @param truth how much there is to be found
 * @param served how much the view says
 * @param both how much of it is the same
 */
public record Found(long truth, long served, long both) {
    /** The share of what there is that was found, from 0 to 1; null if there is nothing. */
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Double recall() {
        return share(truth);
    }

    /** The share of what was found that there is, from 0 to 1; null if nothing was found. */
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Double precision() {
        return share(served);
    }

    private Double share(long of) {
        return of == 0 ? null : (double) both / of;
    }

    /** A share for people; a dash for none. */
    static String percent(Double share) {
        return share == null ? "–" : Figures.percent(100 * share);
    }
}
