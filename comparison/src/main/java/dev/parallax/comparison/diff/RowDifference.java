package dev.parallax.comparison.diff;

import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.Set;

/**
 * A row that is not the same in the truth and in a served view.
 *
 * @param row which one
 * @param truth null if the truth has none
 * @param served null if none is served
 * @param causes at least one
 */
public record RowDifference<A>(RowKey row, RowValue<A> truth, RowValue<A> served, Set<Cause> causes) {}
