package dev.parallax.shared.pipelines.anniversaries;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.logic.Finding;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.Amount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Of each customer and <i>year of membership</i>, from anniversary to anniversary in the customer's own time zone, what was ordered: how many orders, their total, the largest, the first and the last.
 * Besides, a row for each customer, whose window is all of time: who it is, and all orders.
 *
 * <p>When a customer signed up and where the customer lives is joined as of the time of the order. It may be corrected: what is said again of the same time replaces what was said before, and orders move
 * to the years to which they then belong. An order that is cancelled is taken away from its year. A year may close long after it began: nothing is late for this view, and a stream keeps every
 * order for as long as it runs.
 *
 * <p>Money of different currencies is not added up: amounts are texts like {@code 33.10 EUR, 5.00 USD}.
 */
public final class AnniversariesPipeline implements Pipeline<MemberEvent, MemberEvent, Membership> {
    private static final Aggregate<MemberEvent, Membership> AGGREGATE = new Aggregate<>() {
        @Override
        public Membership empty() {
            return Membership.NONE;
        }

        @Override
        public Membership add(Membership accumulator, MemberEvent event) {
            return accumulator.plus(Membership.fact(event));
        }

        @Override
        public Membership merge(Membership one, Membership other) {
            return one.plus(other);
        }
    };

    private static final Detection<Membership> DETECTION = new Detection<>() {
        @Override
        public Duration horizon() {
            return Duration.ZERO;
        }

        @Override
        public boolean stands(Membership fact) {
            return fact.changes() > 0;
        }

        @Override
        public Membership row(Membership fact) {
            return fact.counted();
        }

        @Override
        public Membership found(List<Membership> before, Membership fact) {
            if (fact.single() instanceof OrderFact order) {
                CustomerVersion customer = asOf(order.orderedAt(), before);
                return customer == null
                        ? Membership.NONE
                        : Membership.placed(PlacedOrder.of(order, customer.year(order.orderedAt())));
            }
            return Membership.changed(asOf(Long.MAX_VALUE, before), (CustomerVersion) fact.single());
        }

        @Override
        public Window window(List<Membership> before, Membership fact, Window own) {
            if (fact.single() instanceof OrderFact order) {
                CustomerVersion customer = asOf(order.orderedAt(), before);
                return customer == null ? own : customer.window(customer.year(order.orderedAt()));
            }
            return own;
        }

        /** What was true of the customer then; null if nothing is known. */
        private CustomerVersion asOf(long time, List<Membership> before) {
            CustomerVersion last = null;
            for (Membership each : before) {
                if (each.single() instanceof CustomerVersion version && version.validFrom() <= time) {
                    last = version;
                }
            }
            return last;
        }

        @Override
        public Membership inverse(Membership found) {
            return found.inverse();
        }

        @Override
        public boolean isAwaited() {
            return false;
        }

        @Override
        public List<Finding> findings(Membership row) {
            return List.of();
        }
    };

    @Override
    public String name() {
        return "anniversaries";
    }

    @Override
    public Windows windows() {
        return new Windows.Global();
    }

    @Override
    public MemberEvent decode(byte[] record) throws BadRecord {
        return MemberEventDecoder.decode(record);
    }

    @Override
    public long eventTime(MemberEvent event) {
        return event.eventTime();
    }

    @Override
    public String eventId(MemberEvent event) {
        return event.eventId();
    }

    @Override
    public void facts(MemberEvent event, BiConsumer<String, MemberEvent> collector) {
        collector.accept(event.customerId(), event);
    }

    @Override
    public Aggregate<MemberEvent, Membership> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Detection<Membership> detection() {
        return DETECTION;
    }

    @Override
    public Class<Membership> accumulatorType() {
        return Membership.class;
    }

    @Override
    public Map<String, Object> result(Membership membership) {
        List<PlacedOrder> placed =
                membership.placed().stream().filter(order -> order.times() > 0).toList();
        CustomerVersion customer = membership.customer().stream()
                .filter(version -> version.times() > 0)
                .max(CustomerVersion.ORDER)
                .orElse(null);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", customer == null ? "" : customer.name());
        result.put(
                "signedUpOn",
                customer == null
                        ? ""
                        : LocalDate.ofEpochDay(customer.signedUpOn()).toString());
        result.put("timeZone", customer == null ? "" : customer.timeZone());
        result.put("year", placed.isEmpty() ? 0L : placed.get(0).year());
        result.put("orders", placed.isEmpty() ? membership.orders() - membership.cancellations() : placed.size());
        result.put("total", perCurrency(placed, Math::addExact));
        result.put("largest", perCurrency(placed, Math::max));
        result.put("first", time(placed, 0));
        result.put("last", time(placed, placed.size() - 1));
        return result;
    }

    private static String perCurrency(List<PlacedOrder> placed, BinaryOperator<Long> sum) {
        Map<String, Long> amounts = placed.stream()
                .collect(Collectors.toMap(PlacedOrder::currency, PlacedOrder::amount, sum, TreeMap::new));
        return amounts.entrySet().stream()
                .map(amount -> Amount.text(amount.getValue(), amount.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String time(List<PlacedOrder> placed, int at) {
        return placed.isEmpty()
                ? ""
                : Instant.ofEpochMilli(placed.get(at).orderedAt()).toString();
    }
}
