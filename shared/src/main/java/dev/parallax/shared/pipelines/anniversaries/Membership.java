package dev.parallax.shared.pipelines.anniversaries;

import dev.parallax.shared.pipelines.SortedMerge;
import java.util.List;

/**
 * The accumulator of the anniversaries pipeline: of a customer, or of a year of membership.
 *
 * @param orders how many were made
 * @param cancellations how many were cancelled
 * @param changes how often what is true of the customer was said
 * @param fact what is looked at, while it is a single fact; none in rows
 * @param customer what is true now, and nothing else; in the customer's row
 * @param placed the orders, in the row of their year
 */
public record Membership(
        long orders,
        long cancellations,
        long changes,
        List<MemberFact> fact,
        List<CustomerVersion> customer,
        List<PlacedOrder> placed) {
    static final Membership NONE = new Membership(0, 0, 0, List.of(), List.of(), List.of());

    static Membership fact(MemberEvent event) {
        if (event instanceof Order order) {
            return new Membership(
                    order.isCancelled() ? 0 : 1,
                    order.isCancelled() ? 1 : 0,
                    0,
                    List.of(OrderFact.of(order)),
                    List.of(),
                    List.of());
        }
        return new Membership(0, 0, 1, List.of(CustomerVersion.of((Customer) event)), List.of(), List.of());
    }

    static Membership placed(PlacedOrder order) {
        return new Membership(0, 0, 0, List.of(), List.of(), List.of(order));
    }

    /** That one version is true instead of another one; null for none. */
    static Membership changed(CustomerVersion before, CustomerVersion now) {
        Membership since = new Membership(0, 0, 0, List.of(), List.of(now), List.of());
        return before == null
                ? since
                : since.plus(new Membership(0, 0, 0, List.of(), List.of(before.inverse()), List.of()));
    }

    /** Of a single fact. */
    MemberFact single() {
        return fact.get(0);
    }

    /** As it is counted in a row. */
    Membership counted() {
        return new Membership(orders, cancellations, changes, List.of(), List.of(), List.of());
    }

    Membership plus(Membership other) {
        return new Membership(
                orders + other.orders,
                cancellations + other.cancellations,
                changes + other.changes,
                SortedMerge.of(fact, other.fact, MemberFact.ORDER, (one, same) -> one),
                SortedMerge.ofDifferences(
                        customer, other.customer, CustomerVersion.ORDER, CustomerVersion::plus, CustomerVersion::times),
                SortedMerge.ofDifferences(
                        placed, other.placed, PlacedOrder.ORDER, PlacedOrder::plus, PlacedOrder::times));
    }

    Membership inverse() {
        return new Membership(
                0,
                0,
                0,
                List.of(),
                customer.stream().map(CustomerVersion::inverse).toList(),
                placed.stream().map(PlacedOrder::inverse).toList());
    }
}
