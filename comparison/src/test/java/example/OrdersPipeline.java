package example;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.model.Windows;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Orders and their total, per customer and hour. */
public final class OrdersPipeline
        implements Pipeline<OrdersPipeline.Order, OrdersPipeline.Order, OrdersPipeline.Total> {
    /** The event, and its only fact. */
    public record Order(String id, String customer, long time, long cents) {}

    /** The accumulator: any record of numbers, texts, enums, records and lists of them. */
    public record Total(long orders, long cents) {}

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Windows windows() {
        return Windows.tumbling(Duration.ofHours(1));
    }

    @Override
    public Order decode(byte[] record) throws BadRecord {
        Map<String, String> fields = new HashMap<>();
        JsonReader.read(record, (name, value) -> fields.put(name, value.text()));
        if (fields.get("orderId") == null) {
            throw BadRecord.malformed("The orderId is missing.");
        }
        if (fields.get("customer") == null || !fields.getOrDefault("cents", "").matches("\\d{1,12}")) {
            throw BadRecord.invalid("The customer or the cents are missing.");
        }
        return new Order(
                fields.get("orderId"),
                fields.get("customer"),
                EventTime.parse(fields.get("time")),
                Long.parseLong(fields.get("cents")));
    }

    @Override
    public long eventTime(Order order) {
        return order.time();
    }

    @Override
    public String eventId(Order order) {
        return order.id();
    }

    @Override
    public void facts(Order order, BiConsumer<String, Order> collector) {
        collector.accept(order.customer(), order);
    }

    @Override
    public Aggregate<Order, Total> aggregate() {
        return new Aggregate<>() {
            @Override
            public Total empty() {
                return new Total(0, 0);
            }

            @Override
            public Total add(Total total, Order order) {
                return new Total(total.orders() + 1, total.cents() + order.cents());
            }

            @Override
            public Total merge(Total one, Total other) {
                return new Total(one.orders() + other.orders(), one.cents() + other.cents());
            }
        };
    }

    @Override
    public Class<Total> accumulatorType() {
        return Total.class;
    }

    @Override
    public Map<String, Object> result(Total total) {
        return Map.of("orders", total.orders(), "cents", total.cents());
    }
}
