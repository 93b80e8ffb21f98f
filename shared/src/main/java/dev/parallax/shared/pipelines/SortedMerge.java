package dev.parallax.shared.pipelines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;

/** Puts lists together that are sorted and hold nothing twice: so is what comes out, which is the same in whatever order they are put together. */
public final class SortedMerge {
    private SortedMerge() {}

    /** @param sum of two elements that are the same to {@code order} */
    public static <T> List<T> of(List<T> one, List<T> other, Comparator<T> order, BinaryOperator<T> sum) {
        if (other.size() == 1) {
            return with(other.get(0), one, order, sum);
        }
        List<T> merged = new ArrayList<>(one.size() + other.size());
        int left = 0;
        int right = 0;
        while (left < one.size() && right < other.size()) {
            int compared = order.compare(one.get(left), other.get(right));
            merged.add(
                    compared < 0
                            ? one.get(left)
                            : compared > 0 ? other.get(right) : sum.apply(one.get(left), other.get(right)));
            left += compared <= 0 ? 1 : 0;
            right += compared >= 0 ? 1 : 0;
        }
        merged.addAll(one.subList(left, one.size()));
        merged.addAll(other.subList(right, other.size()));
        return Collections.unmodifiableList(merged);
    }

    /** The same of what is there so many times more or less, without what is there 0 times in the end. */
    public static <T> List<T> ofDifferences(
            List<T> one, List<T> other, Comparator<T> order, BinaryOperator<T> sum, ToIntFunction<T> times) {
        return of(one, other, order, sum).stream()
                .filter(each -> times.applyAsInt(each) != 0)
                .toList();
    }

    /** What most come with is one element. */
    private static <T> List<T> with(T element, List<T> sorted, Comparator<T> order, BinaryOperator<T> sum) {
        List<T> merged = new ArrayList<>(sorted);
        int found = Collections.binarySearch(sorted, element, order);
        if (found >= 0) {
            merged.set(found, sum.apply(sorted.get(found), element));
        } else {
            merged.add(-found - 1, element);
        }
        return Collections.unmodifiableList(merged);
    }
}
