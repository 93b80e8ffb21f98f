package dev.parallax.comparison.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A served view beside the truth: {@code truthRows = correct + missing + different}.
 *
 * @param cut the cut's number, from 1
 * @param time ingest time of the cut in ISO-8601; {@code end} for the end of the log
 * @param truthRows rows of the truth
 * @param correct rows that are the same in both
 * @param missing rows of the truth that are not served
 * @param different rows that are in both, and not the same
 * @param extra rows that are served and not in the truth
 * @param causes how many rows that are not correct have each cause, by the cause's name; a row with two counts in both
 * @param stateBytes the state of the stream in its last checkpoint; null, and left out, at the end of the log, where it is empty
 * @param found what was found in these rows, of a pipeline that detects; null, and left out, for others
 */
public record CutReport(
        int cut,
        String time,
        long truthRows,
        long correct,
        long missing,
        long different,
        long extra,
        Map<String, Long> causes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long stateBytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Found found) {}
